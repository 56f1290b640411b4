"""What an answer may use. CPU time decides; the wall limit is many times longer and ends only an answer that waits."""

from pydantic import BaseModel, ConfigDict


class Limits(BaseModel):
    """Limits of one run."""

    model_config = ConfigDict(frozen=True)

    cpu_seconds: int = 10
    """CPU time of one process of the answer."""
    wall_seconds: float = 60.0
    memory_mb: int = 1024
    """Memory above what the process has before it loads the answer, summed over all its processes."""
    processes: int = 32
    threads: int = 256
    """In one process."""
    file_mb: int = 256
    """Size of a file that is written."""


MODULE = Limits()
TESTS = Limits(cpu_seconds=20, wall_seconds=120.0)
"""The learner's tests run once for each changed variant of the app; these are the limits of one variant."""
