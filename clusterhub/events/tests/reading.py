"""What tests of imports read: small files of our own, and texts made on the spot."""

from pathlib import Path

from clusterhub.events.reading import CannotRead
from clusterhub.events.reading.sniffing import read_here

FILES = Path(__file__).parent / "files"
BRUSSELS = "Europe/Brussels"


def content(name):
    return (FILES / name).read_bytes()


def read_file(name, zone=BRUSSELS, **options):
    return read_here(content(name), asked_zone=zone, **options)


def read_text(text, zone=BRUSSELS, **options):
    return read_here(text.encode(), asked_zone=zone, **options)


def codes(read):
    """What was said, each code once, in order."""
    return sorted({note.code for note in read.notes})


def refused(data, zone=BRUSSELS, **options):
    """The code under which it is refused."""
    data = data.encode() if isinstance(data, str) else data
    try:
        read_here(data, asked_zone=zone, **options)
    except CannotRead as refusal:
        assert str(refusal)
        return refusal.code
    raise AssertionError("it was read")


def titles(read):
    return [session.title for session in read.sessions]


def calendar(*lines):
    return "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""])


def entry(*lines, uid="one@mill.example", summary="Mill talk"):
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{summary}", *lines, "END:VEVENT"])
