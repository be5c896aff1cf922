"""A letter that we write ourselves is read as the one that Django would have written."""

from email import message_from_bytes
from email.policy import default

import pytest
from django.core.mail import BadHeaderError, EmailMessage

from clusterhub.letters.smtp import written

HEADERS = {
    "Message-ID": "<letter-1@example.org>",
    "Date": "Mon, 23 Nov 2026 15:00:00 -0000",
    "Auto-Submitted": "auto-generated",
}
LONG = (
    "Confirm your place: Industry days of the alliance of wood, stone and paper clusters in Europe"
)
CALENDAR = ("event.ics", "BEGIN:VCALENDAR\r\nSUMMARY:Küche\r\nEND:VCALENDAR\r\n", "text/calendar")


def letter(subject="Your place", text="Hello\n", to="anna@timber.example", **changes):
    changes = {"from_email": "Clusters <noreply@example.org>", "headers": HEADERS} | changes
    return EmailMessage(subject, text, to=[to], **changes)


def read(content):
    message = message_from_bytes(content, policy=default)
    heads = {name: str(value) for name, value in message.items() if name != "Content-Type"}
    parts = [
        (part.get_content_type(), part.get_filename(), part.get_content().replace("\r\n", "\n"))
        for part in message.walk()
        if not part.is_multipart()
    ]
    return heads, parts


@pytest.mark.parametrize(
    "one",
    [
        letter(),
        letter(LONG, "Ein Wort: Straße\n\n.\n.dot\nFrom here\n"),
        letter("Žilina – « Küche » 🌲 " * 4, "ß" * 400),
        letter("=?utf-8?q?no?=", attachments=[CALENDAR]),
        letter(reply_to=["Käthe <kaethe@stone.example>"], attachments=[CALENDAR, CALENDAR]),
        letter(from_email='"Zürich, Clusters" <noreply@example.org>', text="one\rtwo\r\nthree\n"),
        letter(headers=HEADERS | {"List-Unsubscribe": f"<https://example.org/r/{'x' * 90}/mail/>"}),
    ],
)
def test_it_reads_as_djangos(one):
    assert read(written(one)) == read(one.message().as_bytes(linesep="\r\n"))


def test_every_line_is_short_enough_and_ends_as_mail_does():
    content = written(letter("Wörter " * 60, LONG, attachments=[CALENDAR]))

    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "one",
    [
        letter(to="Anna <anna@timber.example>"),
        letter(to="änna@timber.example"),
        letter(text="x" * 1000),
        letter(cc=["eva@stone.example"]),
        letter(attachments=[("a.pdf", b"%PDF", "application/pdf")]),
    ],
)
def test_what_is_not_plain_is_left_to_django(one):
    assert written(one) is None


@pytest.mark.parametrize("what", ["subject", "from_email", "Message-ID"])
def test_no_value_makes_a_second_line(what):
    hostile = "a@example.org\nBcc: all@example.org"
    changes = {"headers": HEADERS | {what: hostile}} if what == "Message-ID" else {what: hostile}

    with pytest.raises(BadHeaderError):
        written(letter(**changes))
