"""Mail by SMTP. In a rush thousands of letters differ in a few lines, so what they share is written
once, and what is plain is not looked at word by word; everything else is written by Django."""

import re
import secrets
from email.policy import compat32
from email.utils import formatdate
from functools import lru_cache
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp
from django.core.mail.message import forbid_multi_line_headers, sanitize_address
from django.utils.encoding import force_str

LONGEST_LINE = 998  # Of RFC 5322, without the end.
FOLDED_FROM = 78
PLAIN_VALUE = re.compile(r"[!-~]+( [!-~]+)*")
PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
ENDS = re.compile(r"\r\n|\r|\n")


class EmailBackend(smtp.EmailBackend):
    def _send(self, email_message):
        content = written(email_message)
        if content is None:
            return super()._send(email_message)
        sender = _sender(force_str(email_message.from_email))
        try:
            self.connection.sendmail(sender, email_message.to, content)
        except SMTPException:
            if not self.fail_silently:
                raise
            return False
        return True


def written(message):
    """The letter as it is sent, or None where it is not of the plain kind."""
    if not _is_plain(message):
        return None
    body = "\r\n".join(ENDS.split(message.body)).encode()
    if max(map(len, body.split(b"\r\n"))) > LONGEST_LINE:
        return None
    text = b"\r\n".join([*_text_head(body.isascii()), b"", body])
    head = [_line("Subject", message.subject), _line("From", message.from_email)]
    head.append(_line("To", message.to[0]))
    if message.reply_to:
        head.append(_line("Reply-To", message.reply_to[0]))
    names = {name.lower() for name in message.extra_headers}
    if "date" not in names:
        head.append(_line("Date", formatdate(localtime=settings.EMAIL_USE_LOCALTIME)))
    head += [_line(name, value) for name, value in message.extra_headers.items()]
    if not message.attachments:
        return b"\r\n".join([*_text_head(body.isascii()), *head, b"", body])
    boundary = secrets.token_hex(20).encode()
    parts = [text, *(_attached(*each) for each in message.attachments)]
    kind = b'Content-Type: multipart/mixed; boundary="%b"' % boundary
    top = b"\r\n".join([kind, b"MIME-Version: 1.0", *head, b"", b""])
    between = b"\r\n--%b\r\n" % boundary
    return top + between[2:] + between.join(parts) + b"\r\n--%b--\r\n" % boundary


def _is_plain(message):
    is_simple = type(message) is EmailMessage and message.content_subtype == "plain"
    return (
        is_simple
        and not (message.cc or message.bcc or message.encoding)
        and len(message.to) == 1
        and bool(PLAIN_ADDRESS.fullmatch(message.to[0]))
        and len(message.reply_to) < 2
        and "Message-ID" in message.extra_headers
        and not {"from", "to", "cc", "reply-to"} & {n.lower() for n in message.extra_headers}
        and all(_is_text(*each) for each in message.attachments)
    )


def _is_text(_name, content, kind):
    return isinstance(content, str) and (kind or "").startswith("text/")


def _text_head(is_ascii):
    yield b'Content-Type: text/plain; charset="utf-8"'
    yield b"MIME-Version: 1.0"
    yield b"Content-Transfer-Encoding: 7bit" if is_ascii else b"Content-Transfer-Encoding: 8bit"


def _line(name, value):
    value = str(value)
    is_short = len(name) + len(value) + 2 < FOLDED_FROM
    is_address = name in ("From", "To", "Reply-To")
    if is_short and (PLAIN_ADDRESS if is_address else PLAIN_VALUE).fullmatch(value):
        return f"{name}: {value}".encode()
    return _folded(name, value)


@lru_cache(maxsize=256)
def _folded(name, value):
    """As Django folds it; it refuses what would be two lines."""
    name, value = forbid_multi_line_headers(name, value, settings.DEFAULT_CHARSET)
    lines = compat32.fold_binary(name, value).rstrip(b"\n")
    return lines.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


@lru_cache(maxsize=64)
def _attached(name, content, kind):
    part = EmailMessage()._create_attachment(name, content, kind)
    return part.as_bytes(linesep="\r\n")


@lru_cache(maxsize=8)
def _sender(address):
    return sanitize_address(address, settings.DEFAULT_CHARSET)
