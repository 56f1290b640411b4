"""The server of the room: read by Jupyter, through JUPYTER_CONFIG_PATH, in `workshop lab` and on Binder alike."""

import os

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (Jupyter defines it)

c.ServerApp.root_dir = os.environ["WORKSHOP_ROOM"]
c.LabApp.default_url = "/lab/tree/" + os.environ["WORKSHOP_FIRST"]
c.ServerApp.kernel_spec_manager_class = "workshop.lab.kernels.CourseKernels"

# Nothing asks the outside: no news, no newer version of JupyterLab, no catalogue of extensions. jupyter_lsp runs npm,
# which looks for a newer npm, to find language servers that the course does not use.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
c.ServerApp.jpserver_extensions = {"jupyter_lsp": False}
