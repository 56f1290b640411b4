"""`workshop lint`: what is wrong with the course itself, for its authors."""

from typing import Annotated

import typer

from workshop.catalog import CatalogError
from workshop.cli.common import refuse, refusing, say


def lint(rules: Annotated[list[str] | None, typer.Argument(help="Default: every rule.")] = None) -> None:
    """Check the course: layering, exercises, notebooks, types, and every known answer. Exits with 1 on a finding."""
    from workshop.lint import RULES

    unknown = [rule for rule in rules or () if rule not in RULES]
    if unknown:
        refuse(f"There is no rule {unknown[0]!r}. There are: {', '.join(RULES)}.")
    count = 0
    with refusing(CatalogError):
        for name in rules or RULES:
            findings = list(RULES[name]())
            count += len(findings)
            say(f"{'✓' if not findings else '✗'} {name}")
            for finding in findings:
                say(f"  {finding}")
    say(f"{count} findings." if count else "Nothing found.")
    raise typer.Exit(1 if count else 0)
