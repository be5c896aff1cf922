"""The host of a website, as two addresses of one body are compared. Knows no database."""

from urllib.parse import urlsplit

LONGEST = 120


def host_of(address):
    """`https://www.Wälder.example/en` is at `xn--wlder-gra.example`; empty when there is none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".").removeprefix("www.")
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""  # An empty or over-long part between the dots: no browser finds it either.
    return host[:LONGEST]
