"""The command line: `workshop …`.

Commands import what they need when they run, so that `workshop --help` is quick and a broken part breaks its own
command alone.
"""

import typer

from workshop.cli import bench, exercises, lint, stages, tools
from workshop.cli.common import prepare_streams

app = typer.Typer(
    help="From Monolith to Layers: the course's tools. Begin with `workshop lab`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _prepare() -> None:
    prepare_streams()


app.command()(tools.lab)
app.command()(exercises.check)
app.command()(exercises.hint)
app.command("progress")(exercises.show_progress)
app.command()(stages.stage)
app.command()(stages.diff)
app.command()(tools.doctor)
app.command()(lint.lint)
app.add_typer(bench.bench, name="bench")
