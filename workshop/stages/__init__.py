"""The stages of the refactoring: list, load, serve, show and compare them."""

from workshop.stages.answers import Answer, NoAnswer
from workshop.stages.build_template import build_template
from workshop.stages.client import StageClient
from workshop.stages.diff import Diff, diff
from workshop.stages.folders import Stage, StageError, all_stages, path, resolve, stage
from workshop.stages.loading import load, loaded
from workshop.stages.opening import client
from workshop.stages.source import Source, modules, source
from workshop.stages.statements import Count, Statement, Statements
from workshop.stages.template import template

__all__ = [
    "Answer",
    "Count",
    "Diff",
    "NoAnswer",
    "Source",
    "Stage",
    "StageClient",
    "StageError",
    "Statement",
    "Statements",
    "all_stages",
    "build_template",
    "client",
    "diff",
    "load",
    "loaded",
    "modules",
    "path",
    "resolve",
    "source",
    "stage",
    "template",
]
