"""What a check says: the one form that the notebook, the command line, nbval and grading share."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Isolation = Literal["standard", "strict"]


class Verdict(StrEnum):
    """How a check ended. Each has its own words."""

    PASS = "pass"
    NOT_PYTHON = "not_python"
    NOTEBOOK_ONLY = "notebook_only"
    UNFINISHED = "unfinished"
    IMPORT_FAILED = "import_failed"
    NAME_MISSING = "name_missing"
    REQUIREMENT_FAILED = "requirement_failed"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    PROCESS_ENDED = "process_ended"
    COURSE_FAULT = "course_fault"


class Requirement(BaseModel):
    """One hidden test."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The test function's name, with its parameters if it has any."""
    title: str
    """The first line of the test's docstring: the requirement in the learner's words."""
    status: Literal["pass", "fail", "not_run"]
    message: str = ""
    """For a failure: the lines `sent`, `expected`, `got`, `meaning`, `look at`, as far as they apply."""


class Report(BaseModel):
    """The result of one check."""

    model_config = ConfigDict(frozen=True)

    exercise: str
    verdict: Verdict
    message: str
    """One or two sentences: the headline. The first failed requirement's own message is in `requirements`."""
    seed: int
    """Run the check again with this seed, and the same ids, names and counts are drawn."""
    isolation: Isolation
    notes: list[str] = Field(default_factory=list)
    """What is worth saying beside the verdict: output that the answer printed, a weaker isolation, advice."""
    seconds: float
    """Wall time of the check."""
    requirements: list[Requirement] = Field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.verdict is Verdict.PASS
