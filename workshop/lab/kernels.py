"""The one kernel of the room: the Python that has the course."""

from jupyter_client.kernelspec import KernelSpecManager
from traitlets import List, Unicode


class CourseKernels(KernelSpecManager):
    """Finds no kernels but this environment's own, whatever this user has installed or named in JUPYTER_PATH."""

    kernel_dirs = List(Unicode())
    ensure_native_kernel = True
