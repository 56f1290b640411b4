"""For authors: run the course's notebooks, and say what is wrong with their form.

`python -m workshop.notebooks refresh [FILE…]` executes lessons from top to bottom, each in a fresh kernel, and writes
their outputs. `check_lesson` and `check_exercise_notebook` return what `workshop lint` reports.
"""

from workshop.notebooks.findings import Finding
from workshop.notebooks.form import check_exercise_notebook, check_lesson
from workshop.notebooks.run import NotebookFailed, execute, refresh

__all__ = ["Finding", "NotebookFailed", "check_exercise_notebook", "check_lesson", "execute", "refresh"]
