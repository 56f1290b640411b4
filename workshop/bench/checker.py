"""The checker against what it replaces: pytest in a cold process, and the same tests in a process that never forks."""

import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from workshop import stages
from workshop.bench.figures import CheckerFigures
from workshop.checker import fresh
from workshop.checker.environment import clean_environment
from workshop.checker.handle import Warm
from workshop.checker.job import Answer, Job, Outcome
from workshop.checker.launch import command
from workshop.checker.limits import MODULE
from workshop.stages.template import template

STAGE = 2
MODULE_PATH = "market/routers/products.py"
HIDDEN = Path(__file__).parent / "hidden"

WARM_RUNS = 15
COLD_RUNS = 5
IDLE_SECONDS = 2.0
"""For the warm process to compile the course's files, as it has while a learner reads."""


class BenchError(RuntimeError):
    """A run did not do what it was to do, so its time means nothing."""


def measure_checker() -> CheckerFigures:
    """Run everything, one after the other; takes about half a minute.

    Raises:
        BenchError: a run failed.
    """
    five, schema = job_of("test_five.py"), job_of("test_schema.py")
    import_ms = _median(COLD_RUNS, _import_only)
    cold_ms = _median(COLD_RUNS, lambda: passed(fresh.run([five], 1)[0]))
    never_forked_ms = statistics.median(never_forked(five) for _ in range(COLD_RUNS))
    first = []
    for _ in range(COLD_RUNS):
        began = time.perf_counter()
        warm = Warm()
        try:
            passed(warm.run([five], 1)[0])
            first.append(time.perf_counter() - began)
        finally:
            warm.close()
    warm = Warm()
    try:
        passed(warm.run([five], 1)[0])
        time.sleep(IDLE_SECONDS)
        warm_ms = _median(WARM_RUNS, lambda: passed(warm.run([five], 1)[0]))
        schema_ms = _median(WARM_RUNS, lambda: passed(warm.run([schema], 1)[0]))
        check_mb = _printed_mb(warm.run([job_of("test_memory.py")], 1)[0])
        warm_mb = _pss_mb(warm.pid)
    finally:
        warm.close()
    return CheckerFigures(
        warm_ms=warm_ms,
        never_forked_ms=never_forked_ms,
        cold_pytest_ms=cold_ms,
        schema_ms=schema_ms,
        first_check_ms=statistics.median(first) * 1000,
        import_ms=import_ms,
        warm_mb=warm_mb,
        check_mb=check_mb,
    )


def job_of(tests: str) -> Job:
    """The stage's own module as the answer to the tests of a file of `hidden/`."""
    folders = tuple(stages.path(STAGE))
    file = next(folder / MODULE_PATH for folder in folders if (folder / MODULE_PATH).is_file())
    return Job(
        answer=Answer(path=MODULE_PATH, source=file.read_text(encoding="utf-8")),
        module="market.routers.products",
        requires=("router",),
        path=folders,
        tests=(HIDDEN / tests,),
        seed=1,
        template=template(STAGE),
        limits=MODULE,
    )


def _median(runs: int, action: Callable[[], object]) -> float:
    """Median of the time that an action takes, in milliseconds."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds) * 1000


def passed(outcome: Outcome) -> None:
    """Refuse a run in which a requirement did not hold.

    Raises:
        BenchError: it did not pass.
    """
    results = [event.result for event in outcome.events if event.event == "finished"]
    if not results or set(results) != {"pass"}:
        raise BenchError(f"a run did not pass: {outcome}")


def _import_only() -> None:
    """A process that imports what the warm process imports, and ends."""
    subprocess.run(command("workshop.bench.never_forked"), env=clean_environment(), check=True)


def never_forked(job: Job) -> float:
    """The time of a job in a warmed process that never forks, in milliseconds: as that process measures it."""
    done = subprocess.run(
        command("workshop.bench.never_forked", job.model_dump_json()),
        env=clean_environment(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return float(done.stdout.splitlines()[-1])


def _printed_mb(outcome: Outcome) -> float | None:
    """What `test_memory.py` printed; None where the system does not say."""
    text = outcome.output.strip()
    return int(text) / 1024 if text.isdecimal() else None


def _pss_mb(pid: int) -> float | None:
    """Proportional set size of a process; None where the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024
