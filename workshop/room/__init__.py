"""The learner's room: a folder with their copies of the notebooks, their answers and their progress."""

from workshop.room.copies import OWN, Room, RoomError, explain, make_room

__all__ = ["OWN", "Room", "RoomError", "explain", "make_room"]
