"""Programmes out of other people's files: bytes in, `Read` out. Pure: nothing here knows Django."""

from clusterhub.events.reading.fence import read_programme
from clusterhub.events.reading.said import CannotRead, Said
from clusterhub.events.reading.shapes import (
    Read,
    ReadEvent,
    ReadLink,
    ReadPerson,
    ReadRoom,
    ReadSession,
)

__all__ = [
    "CannotRead",
    "Read",
    "ReadEvent",
    "ReadLink",
    "ReadPerson",
    "ReadRoom",
    "ReadSession",
    "Said",
    "read_programme",
]
