"""The server of the room: read by Jupyter, through JUPYTER_CONFIG_PATH, in `workshop lab` and on Binder alike."""

import os

import zmq

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (Jupyter defines it)

c.ServerApp.root_dir = os.environ["WORKSHOP_ROOM"]
c.LabApp.default_url = "/lab/tree/" + os.environ["WORKSHOP_FIRST"]
c.ServerApp.kernel_spec_manager_class = "workshop.lab.kernels.CourseKernels"

# Nothing asks the outside: no news, no newer version of JupyterLab, no catalogue of extensions. To find language
# servers, which the course does not use, npm would be run, which looks for a newer npm.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
c.LanguageServerManager.autodetect = False

# Others on the same machine cannot listen in, and the kernel has nothing to warn of.
if zmq.has("curve"):
    c.KernelManager.transport_encryption = "auto"
