"""The conftest.py at the root: lessons are compared with their outputs, exercise notebooks are not."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.course import ROOT
from workshop.notebooks.tidy import METADATA

OPTIONS = ["-q", "-p", "no:cacheprovider", "-p", "flaky", "--nbval", "--nbval-current-env", "notebooks", "exercises"]

FLAKY = '''
"""The first start of each notebook's kernel fails, as it does once in a long while."""

from nbval import kernel

start = kernel.start_new_kernel
starts = []


def flaky_start(*args, **kwargs):
    starts.append(1)
    if len(starts) % 2:
        raise RuntimeError("Kernel died before replying to kernel_info")
    return start(*args, **kwargs)


kernel.start_new_kernel = flaky_start
'''


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one lesson and one exercise notebook, whose output is not what is written there."""
    root = tmp_path / "a cöurse"
    output = {"output_type": "stream", "name": "stdout", "text": "1\n"}
    cell = {
        "cell_type": "code",
        "id": "one",
        "metadata": {},
        "source": "import os\nprint(2 if os.environ['WORKSHOP_ROOM'] else '')",
        "execution_count": 1,
        "outputs": [output],
    }
    notebook = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": METADATA, "cells": [cell]})
    for folder in ("notebooks", "exercises"):
        (root / folder).mkdir(parents=True)
        (root / folder / "00.ipynb").write_text(notebook, encoding="utf-8")
    shutil.copy(ROOT / "conftest.py", root)
    (root / "flaky.py").write_text(FLAKY, encoding="utf-8")
    (root / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n", encoding="utf-8")
    return root


def test_lessons_are_strict_exercise_notebooks_lax_and_a_kernel_starts_again(course):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *OPTIONS],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(course), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert "FAILED notebooks/00.ipynb::Cell 0" in done.stdout
