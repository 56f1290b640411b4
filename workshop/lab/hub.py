"""`python -m workshop.lab.hub`, for `binder/start`: makes the visitor's room, prints the shell lines that serve it."""

import os
import shlex
import sys

from workshop import course
from workshop.lab.environment import environment
from workshop.room import RoomError, make_room


def main() -> int:
    """Print `export` lines for what the room's server needs beyond the hub's own environment.

    Returns:
        The exit code: 1 if there is no room, for a reason that stderr says.
    """
    try:
        room = make_room(course.room())
    except RoomError as error:
        print(error, file=sys.stderr)
        return 1
    for name, value in environment(room.path, os.environ, own_home=False).items():
        if os.environ.get(name) != value:
            print(f"export {name}={shlex.quote(value)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
