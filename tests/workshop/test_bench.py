"""The benchmark measures what it says; how long that takes is no test's affair."""

import pytest

from workshop.bench.checker import BenchError, job_of, never_forked, passed
from workshop.bench.figures import CheckerFigures, as_text
from workshop.checker import pool

FIGURES = CheckerFigures(
    warm_ms=120.0,
    never_forked_ms=100.0,
    cold_pytest_ms=2400.0,
    schema_ms=18.0,
    first_check_ms=1100.0,
    import_ms=1000.0,
    warm_mb=70.5,
    check_mb=None,
)


def test_the_ratios_follow_from_the_times() -> None:
    """They are in the JSON, too."""
    assert (FIGURES.ratio, FIGURES.cold_ratio) == (1.2, 20.0)
    assert FIGURES.model_dump()["ratio"] == 1.2


def test_the_table_begins_with_the_ratios() -> None:
    """What the system does not tell is left out."""
    text = as_text(FIGURES)
    assert text.splitlines()[0].split() == ["warm", "check", ":", "never", "forked", "1.2"]
    assert "check_mb" not in text


@pytest.mark.parametrize("tests", ["test_five.py", "test_schema.py", "test_memory.py"])
def test_the_jobs_pass(tests: str) -> None:
    """In the warm process."""
    passed(pool.run([job_of(tests)])[0])


def test_a_process_that_never_forks_does_the_same_job() -> None:
    """It tells its own time."""
    assert never_forked(job_of("test_five.py")) > 0


def test_a_run_that_fails_is_no_measurement() -> None:
    """It is refused."""
    job = job_of("test_five.py").model_copy(update={"requires": ("nothing",)})
    with pytest.raises(BenchError):
        passed(pool.run([job])[0])
