"""The learner's progress as a table, lesson by lesson."""

from collections.abc import Iterator, Mapping
from html import escape

from workshop import catalog as courses
from workshop.catalog import Exercise, Lesson
from workshop.progress import Standing
from workshop.rendering.bundle import Bundle
from workshop.rendering.report_html import card, paragraph
from workshop.words import progress as words

_LEFT = ' style="text-align: left"'


class ProgressView(Bundle):
    """What is passed, tried and open."""

    def __init__(self, standings: Mapping[str, Standing], notes: tuple[str, ...] = ()) -> None:
        """Args: the standings by exercise id, and what is to be said below the table."""
        lessons = list(_lessons())
        must = [exercise for _, exercises in lessons for exercise in exercises if exercise.must]
        passed = sum(_is_passed(standings.get(exercise.id)) for exercise in must)
        total = words.TOTAL.format(passed=passed, must=len(must))
        text = "\n".join(_text(lessons, standings))
        super().__init__(
            card("\n".join([*_html(lessons, standings), paragraph(total), *map(paragraph, notes)])),
            "\n\n".join([text, total, *notes]),
        )


def _lessons() -> Iterator[tuple[Lesson, list[Exercise]]]:
    """The lessons that have an exercise to do."""
    for lesson in courses.catalog().lesson:
        if exercises := courses.catalog().of_lesson(lesson.number):
            yield lesson, exercises


def _is_passed(standing: Standing | None) -> bool:
    return standing is not None and standing.passed_at is not None


def _cells(exercise: Exercise, standing: Standing | None) -> tuple[str, ...]:
    """State, id, title, must or stretch, attempts, hints."""
    tries = standing.attempts if standing else 0
    state = words.PASSED if _is_passed(standing) else words.TRIED if tries else words.OPEN
    must = words.MUST if exercise.must else words.STRETCH
    return state, exercise.id, exercise.title, must, str(tries), f"{standing.hints if standing else 0}"


def _text(lessons: list[tuple[Lesson, list[Exercise]]], standings: Mapping[str, Standing]) -> Iterator[str]:
    rows = [words.COLUMNS, *(_cells(one, standings.get(one.id)) for _, many in lessons for one in many)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(words.COLUMNS))]

    def line(row: tuple[str, ...]) -> str:
        return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()

    yield line(words.COLUMNS)
    for lesson, exercises in lessons:
        yield f"\n{lesson.number:02d} {lesson.title}"
        yield from (line(_cells(exercise, standings.get(exercise.id))) for exercise in exercises)


def _html(lessons: list[tuple[Lesson, list[Exercise]]], standings: Mapping[str, Standing]) -> Iterator[str]:
    yield "<table><thead><tr>"
    yield "".join(f"<th{_LEFT}>{escape(name)}</th>" for name in words.COLUMNS)
    yield "</tr></thead><tbody>"
    for lesson, exercises in lessons:
        yield (f'<tr><th{_LEFT} colspan="{len(words.COLUMNS)}">{lesson.number:02d} {escape(lesson.title)}</th></tr>')
        for exercise in exercises:
            cells = _cells(exercise, standings.get(exercise.id))
            yield "<tr>" + "".join(f"<td{_LEFT}>{escape(cell)}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table>"
