"""The environment of the checker's processes: the same on every machine, whatever the learner's own is."""

import os

# What a program needs to start, and to find its own libraries; nothing that changes how Python or an app behaves.
_KEPT = ("PATH", "HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "USERPROFILE", "TEMP", "TMP", "TMPDIR")

_SET = {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    # Everything that an answer calls is on loopback. (On a Mac, asking the system for proxies after a fork crashes.)
    "NO_PROXY": "*",
}


def clean_environment() -> dict[str, str]:
    """Environment variables for a process of the checker."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | _SET
