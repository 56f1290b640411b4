"""What `workshop.stages` says to a person, apart from its logic, so that it can be translated."""

from collections.abc import Iterable
from pathlib import Path


def no_such_stage(number: object, existing: Iterable[str]) -> str:
    """A stage was asked for that is not there."""
    names = ", ".join(existing) or "none"
    return f"There is no stage {number!r}. The stages of this course are: {names}."


def separator_in_path(folder: Path, separator: str) -> str:
    """A folder cannot stand in PYTHONPATH."""
    return (
        f"The folder {folder} has {separator!r} in its name, which separates the entries of PYTHONPATH. "
        "Move the course to a folder without it."
    )


def one_stage_a_process(loaded: int, wanted: int) -> str:
    """A second stage was asked for in the same process."""
    return (
        f"Stage {loaded:02} is loaded in this process, and one process holds one stage: two copies of the same tables "
        f"would share SQLAlchemy's registry. Use stages.client({wanted}), which runs stage {wanted:02} in a process of "
        f"its own, or restart the kernel and load stage {wanted:02} first."
    )


def foreign_market(origin: str) -> str:
    """Another `market` is imported, or would win over the stages."""
    return (
        f"Another module named 'market' stands in the way: {origin}. Rename it, uninstall it, or take its folder off "
        "PYTHONPATH; then restart the kernel."
    )


def import_failed(stage: str, details: str) -> str:
    """`market.main` of a stage could not be imported."""
    return f"Stage {stage} cannot be imported.\n\n{details}"


def no_app(stage: str) -> str:
    """`market.main` has no `app`."""
    return f"Stage {stage} was imported, but market/main.py defines no `app`."


def start_failed(stage: str, details: str) -> str:
    """The lifespan of a stage failed before its `yield`."""
    return f"Stage {stage} was imported, but its start-up (lifespan) failed.\n\n{details}"


def stop_failed(stage: str, details: str) -> str:
    """The lifespan of a stage failed after its `yield`."""
    return f"The shut-down (lifespan) of stage {stage} failed.\n\n{details}"


def start_timed_out(stage: str, seconds: float, log: str) -> str:
    """A stage did not come up in time."""
    return f"Stage {stage} did not start within {seconds:g} s. {_log(log)}"


def ended_early(stage: str, log: str) -> str:
    """The process of a stage ended on its own."""
    return f"The process of stage {stage} ended on its own. {_log(log)}"


def not_running(stage: str) -> str:
    """The process was killed or closed."""
    return f"The process of stage {stage} is not running. client.restart() starts it again."


def sign_in_failed(customer: int, answer: object) -> str:
    """No token could be had."""
    return f"Customer {customer} could not sign in at /token: {answer}"


def no_such_customer(customer: int) -> str:
    """The seed data has no such customer."""
    return f"The seed data has no customer {customer}."


def template_failed(stage: str, details: str) -> str:
    """The template database of a stage could not be built."""
    return f"The database of stage {stage} could not be built.\n\n{details}"


def no_data(folder: Path) -> str:
    """The seed data is missing."""
    return f"The seed data is missing: there are no CSV files in {folder}. This is not a whole copy of the course."


def no_metadata(module: str) -> str:
    """A models module without tables."""
    return f"{module} has no `metadata` (a sqlalchemy.MetaData), so its tables are unknown."


def no_such_module(stage: str, module: str, nearest: str | None) -> str:
    """A stage has no such module."""
    hint = f" Did you mean {nearest!r}?" if nearest else ""
    return f"Stage {stage} has no module {module!r}.{hint}"


def no_such_name(module: str, name: str) -> str:
    """A module has no such function or class."""
    return f"{module} defines no function or class named {name!r}."


def no_answer(reason: str) -> str:
    """Why a request had no answer."""
    return {
        "timeout": "no answer within the time limit",
        "refused": "no answer: nobody listens there",
        "broken": "no answer: the connection broke",
    }[reason]


def statements(total: int, different: int) -> str:
    """Headline above a table of SQL statements."""
    if total == 0:
        return "0 SQL statements"
    return f"{total} SQL statement{'s' if total != 1 else ''}, {different} different"


TIMES = "times"
STATEMENT = "statement"
NO_CHANGES = "no module differs"
RESET_RUNNING = "this stage is being reset"


def _log(log: str) -> str:
    return f"Its last output:\n\n{log}" if log.strip() else "It printed nothing."
