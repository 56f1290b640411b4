"""The stages of the refactoring: list, load, serve, show and compare them."""

from workshop.stages.answers import Answer, NoAnswer
from workshop.stages.client import StageClient
from workshop.stages.folders import Stage, StageError, all_stages, path, resolve, stage
from workshop.stages.opening import client
from workshop.stages.statements import Count, Statement, Statements

__all__ = [
    "Answer",
    "Count",
    "NoAnswer",
    "Stage",
    "StageClient",
    "StageError",
    "Statement",
    "Statements",
    "all_stages",
    "client",
    "path",
    "resolve",
    "stage",
]
