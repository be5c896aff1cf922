"""One key for all the ways of writing an e-mail address that surely reach the same mailbox."""

import re
from contextlib import suppress

_IN_WORDS = re.compile(r"://|www\.|@|\w\.\w{2,}/", re.IGNORECASE)


def address_key(email):
    """Small letters, the host as DNS knows it; "+words" stay, they may be another mailbox."""
    local, _at, host = email.strip().rpartition("@")
    with suppress(UnicodeError):  # Such a host has no mail server; then as it is written.
        host = host.encode("idna").decode("ascii")
    return f"{local}@{host}".lower()


def holds_address(name):
    """Whether somebody's name leads elsewhere: our letters greet by name, and nobody sends a link by
    that."""
    return _IN_WORDS.search(name) is not None
