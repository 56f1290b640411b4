"""`workshop check`, `hint` and `progress`."""

import traceback
from pathlib import Path
from typing import Annotated

import typer

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
        if catalog().find(exercise).kind == "text":
            refuse(words.not_judged(exercise))
        source = read_answer(file, exercise)
    try:
        from workshop.checker import check as run_check
        from workshop.checker.report import Verdict
        from workshop.rendering import as_text

        report = run_check(exercise, source, seed=seed)
        say(report.model_dump_json() if as_json else words.as_command(as_text(report)))
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except Exception:
        # Not 1, which would read as a verdict on the answer.
        refuse(f"{words.CHECK_FAILED}\n\n{traceback.format_exc()}")
    if report.verdict is Verdict.COURSE_FAULT:
        raise typer.Exit(WRONG_USE)
    raise typer.Exit(0 if report.passed else 1)


def hint(
    exercise_id: ExerciseId,
    show_all: Annotated[bool, typer.Option("--all", help="All hints of the exercise.")] = False,
) -> None:
    """Show the next hint."""
    from workshop import progress
    from workshop.rendering.learning import hint_view

    with refusing(CatalogError):
        exercise = catalog().find(exercise_id)
    count = len(exercise.hints)
    if not count:
        say(words.no_hints(exercise.id))
        return
    try:
        reached = progress.climb_hints(exercise.id, count, count if show_all else 1)
    except progress.ProgressError as error:
        typer.echo(str(error), err=True)
        reached = count if show_all else 1
    say(words.as_command(hint_view(exercise, range(1 if show_all else reached, reached + 1)).text))


def show_progress() -> None:
    """List the exercises, and how you stand with each."""
    from workshop import progress
    from workshop.rendering import ProgressView

    with refusing(CatalogError, progress.ProgressError):
        say(ProgressView(progress.summary(), tuple(progress.take_notices())).text)
