"""Where a Chromium is on this machine."""

import os
import shutil
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome; `WORKSHOP_CHROMIUM` names one that is elsewhere."""
    named = os.environ.get("WORKSHOP_CHROMIUM")
    if named:
        return shutil.which(named)
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    if sys.platform == "darwin":
        return next((path for path in _MAC if Path(path).exists()), None)
    return None
