"""`workshop check`, `hint` and `progress`."""

import traceback
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from workshop.catalog import CatalogError, catalog
from workshop.cli.answers import AnswerFileError, read_answer
from workshop.cli.common import INTERRUPTED, WRONG_USE, refuse, refusing, say
from workshop.words import cli as words

ExerciseId = Annotated[str, typer.Argument(metavar="ID", help="The exercise, as `workshop progress` lists it.")]


def check(
    file: Annotated[Path, typer.Argument(help="The answer: a Python file, or a notebook with its `%%exercise` cell.")],
    exercise: Annotated[str, typer.Option(metavar="ID", help="The exercise that it answers.")],
    seed: Annotated[int | None, typer.Option(help="Run a verdict again: the seed of its report.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Check an answer. Exits with 0 for a pass, 1 for any other verdict, 2 for wrong use or the course's own fault.

    A check from here leaves no trace in your progress; the notebook's does.
    """
    with refusing(CatalogError, AnswerFileError):
        catalog().find(exercise)
        source = read_answer(file, exercise)
    try:
        from workshop.checker import check as run_check
        from workshop.checker.report import Verdict
        from workshop.rendering import as_text

        report = run_check(exercise, source, seed=seed)
        say(report.model_dump_json() if as_json else as_text(report))
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except Exception:
        # Not 1, which would read as a verdict on the answer.
        refuse(f"{words.CHECK_FAILED}\n\n{traceback.format_exc()}")
    if report.verdict is Verdict.COURSE_FAULT:
        raise typer.Exit(WRONG_USE)
    raise typer.Exit(0 if report.passed else 1)


def hint(exercise_id: ExerciseId) -> None:
    """Show the next hint, and those before it."""
    from workshop import progress

    with refusing(CatalogError):
        exercise = catalog().find(exercise_id)
    if not exercise.hints:
        say(words.no_hints(exercise.id))
        return
    total = len(exercise.hints)
    try:
        shown = progress.next_hint(exercise)
    except progress.ProgressError as error:
        shown = 1
        typer.echo(str(error), err=True)
    for number, text in enumerate(exercise.hints[:shown], start=1):
        say(words.hint(number, total, text) + "\n")
    say(words.more_hints(exercise.id) if shown < total else words.last_hint(exercise.id))


def show_progress() -> None:
    """List the exercises, and how you stand with each."""
    from workshop import progress

    with refusing(CatalogError, progress.ProgressError):
        course, standings = catalog(), progress.summary()
    table = Table(*words.PROGRESS_COLUMNS, title=words.PROGRESS_TITLE, title_justify="left")
    passed = must = 0
    for exercise in (exercise for exercise in course.exercise if exercise.status == "ready"):
        standing = standings.get(exercise.id)
        done = standing is not None and standing.passed_at is not None
        state = "passed" if done else "started" if standing else "open" if exercise.must else "stretch"
        tries = str(standing.attempts) if standing else ""
        table.add_row(exercise.id, exercise.title, str(exercise.minutes), tries, words.STATES[state])
        passed, must = passed + (done and exercise.must), must + exercise.must
    Console().print(table)
    say(words.progress_total(passed, must))
