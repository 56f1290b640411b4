"""The notebook's commands: `%%exercise`, `%hint`, `%solution`, `%progress`, `%reset_exercise`."""

from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class, no_var_expand

from workshop import answers, progress
from workshop.attempt import Check, attempt, keep
from workshop.magics.binding import bind, import_succeeded
from workshop.magics.show import calm, parse, say, show
from workshop.progress import ProgressError
from workshop.rendering import ProgressView, ReportView
from workshop.rendering.learning import code_message, hint_view, solution_view
from workshop.solution import attempts_asked, attempts_to_go, solution
from workshop.starters import starter
from workshop.words import magics as words
from workshop.words import solution as solution_words

__all__ = ["WorkshopMagics"]


@magics_class
class WorkshopMagics(Magics):
    """The course's magics. Each shows one output, and none a traceback for what a learner may do."""

    def __init__(self, shell: InteractiveShell, check: Check | None = None) -> None:
        """Args: the kernel's shell, and what checks in place of the course's own checker."""
        super().__init__(shell)
        self._shell = shell
        self._check = check
        self._hints: dict[str, int] = {}

    @no_var_expand
    @cell_magic
    def exercise(self, line: str, cell: str) -> None:
        """`%%exercise ID` keeps the cell as your answer and checks it."""
        with calm():
            chosen, _ = parse("%%exercise", line, "%%exercise ID")
            if not cell.strip():
                return say(words.EMPTY)
            if chosen.kind == "text":
                notes = keep(chosen, cell) or [words.SAVED_TEXT.format(path=answers.path_of(chosen), id=chosen.id)]
                return say("\n".join(notes))
            outcome = attempt(chosen, cell, self._check, lines_before=1)
            notes = list(outcome.notes)
            if chosen.kind == "module" and import_succeeded(outcome.report):
                unbound = bind(self._shell, chosen, line, cell)
                notes.extend([unbound] if unbound else [])
            show(ReportView(outcome.report, notes))
        return None

    @no_var_expand
    @line_magic
    def hint(self, line: str) -> None:
        """`%hint ID` shows the next hint; `%hint ID all` all of them."""
        with calm():
            chosen, options = parse("%hint", line, "%hint ID, or %hint ID all", ["all"])
            if not chosen.hints:
                return say(words.NO_HINTS.format(id=chosen.id))
            count = len(chosen.hints)
            reached = self._climb(chosen.id, count, count if "all" in options else 1)
            show(hint_view(chosen, range(1 if "all" in options else reached, reached + 1)))
        return None

    def _climb(self, exercise_id: str, count: int, more: int) -> int:
        """Climb the ladder, remembered in the room, or in this kernel alone where the room cannot be written to."""
        before = self._hints.get(exercise_id, 0)
        try:
            reached = progress.climb_hints(exercise_id, count, more)
        except ProgressError:
            reached = min(before + more, count)
        self._hints[exercise_id] = max(before, reached)
        return reached

    @no_var_expand
    @line_magic
    def solution(self, line: str) -> None:
        """`%solution ID` shows a solution beside your answer; `%solution ID --now` before you have tried."""
        with calm():
            chosen, options = parse("%solution", line, "%solution ID, or %solution ID --now", ["--now"])
            if "--now" not in options and (more := attempts_to_go(chosen)):
                return say(solution_words.closed(chosen.id, chosen.kind, more, attempts_asked(chosen)))
            show(solution_view(solution(chosen)))
        return None

    @no_var_expand
    @line_magic
    def progress(self, line: str) -> None:
        """`%progress` shows what you have passed and what is open."""
        with calm():
            standings = progress.summary()
            show(ProgressView(standings, tuple(progress.take_notices())))

    @no_var_expand
    @line_magic
    def reset_exercise(self, line: str) -> None:
        """`%reset_exercise ID` puts your answer aside and gives you the starter again."""
        with calm():
            chosen, _ = parse("%reset_exercise", line, "%reset_exercise ID")
            body = starter(chosen)
            copy = answers.reset(chosen)
            text = words.RESET.format(path=copy) if copy else words.NOTHING_TO_RESET
            cell = f"%%exercise {chosen.id}\n{body.rstrip()}"
            show(code_message(text, words.STARTER, cell))
            self._shell.set_next_input(cell)
