"""What a renderer gives back for a letter: its words. Knows no database."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage


@dataclass(frozen=True)
class Words:
    subject: str
    text: str
    reply_to: str = ""
    attachments: tuple = ()  # (file name, content, type)
    # Where a letter to many can be stopped without signing in, by one POST.
    stop_url: str = ""


class NoWayToStop(Exception):
    """A letter to many that says nowhere how to get no more of them."""


def message_of(letter, words, connection):
    message = EmailMessage(
        " ".join(words.subject.split()),
        words.text,
        to=[letter.to_address],
        reply_to=[words.reply_to] if words.reply_to else None,
        headers=_headers(letter, words),
        connection=connection,
    )
    for attachment in words.attachments:
        message.attach(*attachment)
    return message


def _headers(letter, words):
    headers = {"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"}
    if not letter.is_bulk:
        return headers
    if not words.stop_url:
        raise NoWayToStop
    return headers | {
        "List-Unsubscribe": f"<{words.stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }


def message_id(letter):
    """The same whenever this row is sent: should it leave twice, mailboxes show it once."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"<letter-{letter.pk}-{letter.made_at.timestamp():.6f}@{host}>"
