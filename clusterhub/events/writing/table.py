"""The programme as CSV for a spreadsheet: a row a session, hours by the clocks of the event."""

from clusterhub.clock.zones import zone_info
from clusterhub.documents.tables import csv_lines
from clusterhub.events.writing.frame import hour, local

COLUMNS = (
    "ID", "Date", "From", "Until", "Title", "Format", "Track", "Room", "Language",
    "People (name | part | role | organisation)", "Description (plain)", "Links", "Cancelled",
    "Starts at", "Ends at", "Time zone",
)  # fmt: skip


def to_csv(frame):
    rules = zone_info(frame.zone)
    rows = (_row(frame, session, rules) for session in frame.record["sessions"])
    return "".join(csv_lines(COLUMNS, rows)).encode()


def _row(frame, session, rules):
    starts, ends = local(session["starts_at"], rules), local(session["ends_at"], rules)
    return [
        session["uid"],
        starts.date().isoformat() if starts else "",
        hour(starts) if starts else "",
        hour(ends) if ends else "",
        *(session[name] for name in ("title", "format", "track", "room", "language")),
        "\n".join(_person(person) for person in session["people"]),
        session["description"],
        "\n".join(link["url"] for link in session["links"]),
        "yes" if session["cancelled"] else "",
        starts.isoformat() if starts else "",
        ends.isoformat() if ends else "",
        frame.zone,
    ]


def _person(person):
    """One line a person; empty ends are left away."""
    names = ("person", "part", "role", "organisation")
    words = [person[name].replace("\\", "\\\\").replace("|", "\\|") for name in names]
    while not words[-1]:
        words.pop()
    return " | ".join(words)
