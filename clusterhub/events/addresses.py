"""One key for all the ways of writing an e-mail address that surely reach the same mailbox."""

from contextlib import suppress


def address_key(email):
    """Small letters, the host as DNS knows it; "+words" stay, they may be another mailbox."""
    local, _at, host = email.strip().rpartition("@")
    with suppress(UnicodeError):  # Such a host has no mail server; then as it is written.
        host = host.encode("idna").decode("ascii")
    return f"{local}@{host}".lower()
