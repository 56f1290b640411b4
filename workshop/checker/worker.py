"""The process that runs an answer: it sets limits, imports the answer, runs the hidden tests, and never returns."""

import contextlib
import faulthandler
import gc
import importlib
import os
import sys
import tempfile
import traceback
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from workshop.checker import events, runner, sources
from workshop.checker.job import ANSWER, Job
from workshop.checker.limits import Limits
from workshop.checker.reporter import Reporter
from workshop.checker.served import ServedApp, fork, spawn
from workshop.kit.blame import Code, summary
from workshop.kit.context import Context
from workshop.kit.learner import Served


def work(job: Job, scratch: Path, events_to: int, stack_to: int) -> NoReturn:
    """Do the job, report each step, end the process."""
    reporter = Reporter(events_to)
    try:
        run_job(job, scratch, reporter, stack_to)
    except BaseException:  # whatever it is, it must not run on in the code that forked
        reporter.send(events.Fault(text=traceback.format_exc()))
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
        # No clean-up of the answer's may run or hang: its threads, its atexit functions, its event loop.
        os._exit(0)


def run_job(job: Job, scratch: Path, reporter: Reporter, stack_to: int) -> None:
    """Do the job in this process, which is of no use for another one then."""
    answer = scratch / ANSWER
    written = _write(job, answer)
    _settle(scratch)
    sys.path[:0] = [str(folder) for folder in ([answer] if job.module and job.answer else []) + list(job.path)]
    sources.import_from([answer, *job.path, *(test.parent for test in job.tests)])
    code = Code(written, tuple(job.path))
    reporter.code = code
    _limit(job.limits, stack_to)
    served = _serve(job, scratch)
    gc.enable()
    reporter.send(events.Ready())
    if job.module is not None:
        module = _import(job.module, reporter)
        if module is None:
            return
        missing = [name for name in job.requires if not hasattr(module, name)]
        if missing:
            reporter.send(events.NamesMissing(names=missing))
            return
        reporter.send(events.Imported())
    context = Context(seed=job.seed, scratch=scratch, module=job.module, template=job.template, code=code)
    if served is None:
        runner.run(job.tests, context, reporter, only=job.only)
    else:
        assert written is not None
        runner.run([written], context, reporter, stop_at_first=job.stop_at_first, served=served)
    reporter.send(events.Done())


def _write(job: Job, folder: Path) -> Path | None:
    """Put the answer's file into its folder; answers its path."""
    folder.mkdir()
    if job.answer is None:
        return None
    path = folder / job.answer.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(job.answer.source, encoding="utf-8", newline="")
    return path


def _serve(job: Job, scratch: Path) -> Served | None:
    """Start the app that the tests are to be run against; before there is any code of the learner's in this process."""
    if job.app is None:
        return None
    assert job.template is not None
    return ServedApp(job.app, scratch, job.template, start=fork if job.fork else spawn)


def _settle(scratch: Path) -> None:
    """Make the scratch folder the place for all that an answer writes without naming a place."""
    for name, variable in (("home", "HOME"), ("tmp", "TMPDIR")):
        folder = scratch / name
        folder.mkdir()
        os.environ[variable] = str(folder)
    tempfile.tempdir = None
    # A line at a time, so that a sudden end loses none; and nothing that is printed can be unprintable.
    sys.stdout, sys.stderr = (
        open(number, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
        for number in (1, 2)
    )
    os.chdir(scratch / "home")


def _limit(limits: Limits, stack_to: int) -> None:
    """Let the system enforce what it can."""
    try:
        import resource
    except ImportError:  # Windows: only the wall limit is left
        return
    import signal

    faulthandler.register(signal.SIGXCPU, file=stack_to, all_threads=True, chain=True)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_mb << 20, limits.file_mb << 20))
    if (used := _data_bytes()) is not None:
        most = used + (limits.memory_mb << 20)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _data_bytes() -> int | None:
    """What RLIMIT_DATA counts, in bytes; None where the system does not say (and does not enforce it)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    line = next((line for line in status.splitlines() if line.startswith("VmData:")), None)
    return int(line.split()[1]) << 10 if line else None


def _import(name: str, reporter: Reporter) -> ModuleType | None:
    """Import the answer; None when that failed, which is reported then."""
    try:
        return importlib.import_module(name)
    except MemoryError as error:
        reporter.send(events.OutOfMemory(place=reporter.place(error)))
    except (SystemExit, KeyboardInterrupt) as error:
        reporter.send(events.Exited(error=summary(error), place=reporter.place(error)))
    except BaseException as error:
        reporter.send(events.ImportFailed(error=summary(error), place=reporter.place(error)))
    return None
