"""Writing a file so that a kill at any moment leaves the old one or the new one, never half of one."""

import errno
import os
import secrets
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, then rename it into place; folders are made as needed.

    Raises:
        OSError: it cannot be written; an older file of that name is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def is_full(error: OSError) -> bool:
    """Whether the disk, or this user's share of it, is full."""
    return error.errno in {errno.ENOSPC, errno.EDQUOT}


def is_read_only(error: OSError) -> bool:
    """Whether the place may not be written to."""
    return error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}
