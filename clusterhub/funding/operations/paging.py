"""Where the next page of a list stands, by what stands beside the one that was read."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from clusterhub.web.addresses import host_of

NUMBER = "pageNumber"
MOST_PAGES = 500


def next_page(address, around):
    """The address of the next page, or "" where this was the last one.

    Lists like ours name it; one of another host is not followed. The portal's search counts instead:
    of so many results this page has so many.
    """
    named = around.get("next")
    if isinstance(named, str):
        return named if named and host_of(named) == host_of(address) else ""
    total, number, size = (
        _count(around.get(name)) for name in ("totalResults", NUMBER, "pageSize")
    )
    if not number or not size or number * size >= total:
        return ""
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != NUMBER]
    return urlunsplit(parts._replace(query=urlencode([*asked, (NUMBER, number + 1)])))


def _count(value):
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9
    return value if is_count else 0
