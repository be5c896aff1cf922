"""Whose website an address is: hosts as they are kept, and sites as they are compared. Pure."""

import re
from functools import lru_cache

# Hosts on which anybody has a page: the same host says nothing about who it is.
FREE = frozenset(
    [
        "facebook.com",
        "linkedin.com",
        "twitter.com",
        "x.com",
        "instagram.com",
        "youtube.com",
        "google.com",
        "sites.google.com",
        "wordpress.com",
        "blogspot.com",
        "wixsite.com",
        "weebly.com",
        "github.io",
        "jimdo.com",
        "jimdofree.com",
        "webnode.com",
        "mystrikingly.com",
        "squarespace.com",
        "xing.com",
        "europa.eu",
        "ec.europa.eu",
        "clustercollaboration.eu",
        "profile.clustercollaboration.eu",
        "interregeurope.eu",
        "b2match.io",
        "eventbrite.com",
        "linktr.ee",
        "bit.ly",
        "gov.uk",
    ]
)
_SCHEME = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?/*", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_COMMON = frozenset(
    [
        "www",
        "www2",
        "www1",
        "web",
        "en",
        "de",
        "fr",
        "es",
        "it",
        "old",
        "new",
        "m",
        "home",
        "portal",
    ]
)
_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "gov", "ac", "edu", "gob", "or"])


LONGEST = 120


@lru_cache(maxsize=20_000)
def host_of(website):
    """ "http://WWW.Wälder.example:80/en?x=1" is at "xn--wlder-gra.example"; nothing when it is no
    address."""
    rest = _SCHEME.sub("", str(website)[:500], count=1)
    # As browsers do it: a backslash ends the host, too.
    host = re.split(r"[/?#\s\\]", rest, maxsplit=1)[0].rpartition("@")[2].partition(":")[0]
    try:
        host = host.rstrip(".").encode("idna").decode().lower()
    except UnicodeError:
        return ""  # An empty or over-long part between the dots: no browser finds it either.
    host = host.removeprefix("www.") if host.count(".") > 1 else host
    return host[:LONGEST] if _HOST.fullmatch(host) else ""


def site_of(website):
    """The host without what many put before it: "en.example.sk" is "example.sk"."""
    parts = host_of(website).split(".")
    while len(parts) > 2 and parts[0] in _COMMON:
        parts = parts[1:]
    return ".".join(parts)


def is_free(host):
    return host in FREE or any(host.endswith(f".{free}") for free in FREE)


def stem_of(host):
    """The word by which its owner is known: "bio-m" of "bio-m.org", also below "co.uk"."""
    parts = host.split(".")[:-1]
    if len(parts) > 1 and parts[-1] in _SECOND_LEVEL:
        parts = parts[:-1]
    return parts[-1] if parts else ""


def is_same_site(one, other):
    """True for one site, False for two, None when nothing is known. The ending of the country
    does not count: "acstyria.at" is "acstyria.com"; a site below a site is another one."""
    if not one or not other or is_free(one) or is_free(other):
        return None
    if one == other:
        return True
    stem = stem_of(one)
    is_one_owner = stem == stem_of(other) and len(stem) > 4 and one.count(".") == other.count(".")
    return is_one_owner and one.split(".")[0] == other.split(".")[0]
