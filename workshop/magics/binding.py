"""After a check: the answer's public names, for the cells below."""

import ast

from IPython.core.interactiveshell import InteractiveShell

from workshop.catalog import Exercise
from workshop.checker.report import Report, Verdict
from workshop.magics.module import public_names, run_module
from workshop.magics.tables import defines_tables
from workshop.words import magics as words

_IMPORTED = {Verdict.PASS, Verdict.REQUIREMENT_FAILED, Verdict.NAME_MISSING}
"""These come after the import."""


def import_succeeded(report: Report) -> bool:
    """Whether the check has imported the answer. One that was stopped has, if a requirement was met before."""
    return report.verdict in _IMPORTED or any(one.status == "pass" for one in report.requirements)


def bind(shell: InteractiveShell, exercise: Exercise, line: str, body: str) -> str | None:
    """Define the answer's public names in the notebook, over the stage that is loaded in this kernel.

    Args:
        shell: the kernel's.
        exercise: of kind `module`; its stage is loaded if none is.
        line: what follows `%%exercise` on the cell's first line.
        body: the answer.

    Returns:
        None, or why they are not defined.
    """
    reason = _bind(shell, exercise, line, body)
    return None if reason is None else words.NOT_BOUND.format(reason=reason)


def _bind(shell: InteractiveShell, exercise: Exercise, line: str, body: str) -> str | None:
    from workshop import stages  # when it is first needed: `%load_ext workshop` shall be quick

    loaded = stages.loaded()
    if loaded not in {None, exercise.stage}:
        return words.OTHER_STAGE.format(loaded=loaded, wanted=exercise.stage)
    # The cell's first line is the magic: an empty line in its place lets the answer's lines count as the cell's do.
    cell = f"%%exercise {line}\n{body}"
    source = "\n" + body
    filename = shell.compile.cache(cell.rstrip("\n"), shell.execution_count, raw_code=cell.rstrip("\n"))
    name = exercise.module_name
    try:
        if loaded is None:
            stages.load(exercise.stage)
        tree = ast.parse(source)
        if defines_tables(tree, name.rpartition(".")[0]):
            return words.TABLES
        module = run_module(source, name, filename)
    except stages.StageError as error:
        return str(error)
    except KeyboardInterrupt:
        return words.BINDING_STOPPED
    except (Exception, SystemExit) as error:
        return words.FAILED_HERE.format(error=f"{type(error).__name__}: {error}")
    shell.push(public_names(module, tree))  # type: ignore[no-untyped-call]
    return None
