"""Mail written to the outbox folder instead of being sent: for trying the site out."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from email.utils import parsedate_to_datetime

SEPARATOR = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Message:
    to: str
    sender: str
    subject: str
    at: datetime | None
    text: str


def read_outbox(folder, most=50):
    """The newest messages in `folder`, newest first; what cannot be read is left out."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    messages = []
    for file in files[:most]:
        parts = [part for part in file.read_bytes().split(SEPARATOR) if part.strip()]
        messages += [_read(part) for part in reversed(parts)]
    return messages[:most]


def _read(raw):
    message = message_from_bytes(raw.strip() + b"\n", policy=default)
    body = message.get_body(preferencelist=("plain",))
    try:
        at = parsedate_to_datetime(message.get("Date", ""))
    except ValueError:
        at = None
    return Message(
        to=str(message.get("To", "")),
        sender=str(message.get("From", "")),
        subject=str(message.get("Subject", "")),
        at=at,
        text=body.get_content() if body else "",
    )
