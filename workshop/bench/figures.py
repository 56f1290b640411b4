"""What the checker's benchmark measures."""

from pydantic import BaseModel, ConfigDict, computed_field


class CheckerFigures(BaseModel):
    """Times in milliseconds (the median of some runs), memory in MB (proportional set size)."""

    model_config = ConfigDict(frozen=True)

    warm_ms: float
    """A check of five requirements, at its caller, in a fork of the warm process."""
    never_forked_ms: float
    """The same runner, tests and database copies in one warmed process that never forks."""
    cold_pytest_ms: float
    """The same tests by pytest in a cold process, from its start to its end."""
    schema_ms: float
    """A check of one requirement that needs neither app nor database."""
    first_check_ms: float
    """The five, asked for at the moment when the warm process is started."""
    import_ms: float
    """A bare process that imports what the warm process imports."""
    warm_mb: float | None
    """The warm process; None where the system does not say."""
    check_mb: float | None
    """The process of a check, after a request."""

    @computed_field
    def ratio(self) -> float:
        """Warm to never forked."""
        return round(self.warm_ms / self.never_forked_ms, 2)

    @computed_field
    def cold_ratio(self) -> float:
        """Cold pytest to warm: how many times longer a learner would wait without the warm process."""
        return round(self.cold_pytest_ms / self.warm_ms, 1)


def as_text(figures: CheckerFigures) -> str:
    """The figures as a table; ratios first, as only they hold on another machine."""
    lines = [
        f"warm check : never forked      {figures.ratio:>8}",
        f"cold pytest : warm check       {figures.cold_ratio:>8}",
        f"schema check : never forked    {figures.schema_ms / figures.never_forked_ms:>8.2f}",
        f"first check : bare import      {figures.first_check_ms / figures.import_ms:>8.2f}",
        "",
    ]
    lines += [f"{name:<30} {value:>8.0f}" for name, value in figures if value is not None]
    return "\n".join(lines)
