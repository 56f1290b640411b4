"""JupyterLab on the learner's room: calm, offline, and beside the user's own Jupyter settings."""

from workshop.lab.environment import CONFIG, FIRST, environment
from workshop.lab.server import LabError, serve

__all__ = ["CONFIG", "FIRST", "LabError", "environment", "serve"]
