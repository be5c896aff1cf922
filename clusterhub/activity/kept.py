"""Whole pages kept for visitors while nothing happens: most visits ask for what was just shown.

Every operation that changes something leaves an entry in the trail, so the number of the newest
entry says whether anything may look different. It costs one statement where a page costs five.
"""

import re
from collections import OrderedDict
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from hashlib import sha256
from itertools import count
from threading import Lock

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from clusterhub.activity.models import Entry
from clusterhub.web.kept_statements import open_cursor
from clusterhub.web.rereading import Reads, noted_here, noting

PAGES_KEPT = 512  # Lists in a few languages, and what is read today; each some 30 kB.
MOST_BYTES, LARGEST = 24_000_000, 4_000_000
# What a reader's browser sends who has no account: how she sees the page, not who she is.
THEME, ZONE = "theme", "time_zone"
# A proxy may answer for ten seconds, and for half a minute more while it asks us.
SHARED = {"public": True, "max_age": 0, "s_maxage": 10, "stale_while_revalidate": 30}
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
NAMED = re.compile(r"%\((\w+)\)s")
PARTS_KEPT = 256  # Of one page each, some 20 kB.
_pages, _parts, _sources, _lock = OrderedDict(), OrderedDict(), OrderedDict(), Lock()


@dataclass(frozen=True)
class Question:
    """Whoever asks the same is answered the same: what for, and how it is to look."""

    stamp: str
    named: dict = field(hash=False)
    around: tuple


@dataclass
class Kept:
    """An answer, when it was right, and what it was drawn from."""

    content: bytes
    headers: dict
    moment: tuple
    reads: Reads
    number: int = field(default_factory=count().__next__)


@dataclass(frozen=True)
class Source:
    """Parts that a page drawn for keeping has drawn, and what they were drawn from."""

    drawn: dict
    reads: Reads


def kept_for_visitors(view=None, *, stamp="", rereads=False):
    """Answer a visitor without a session with the page of the visitor before, within a minute.

    A page that counts down shows whole minutes at best; each minute it is made anew, which also
    bounds the wait for a change whose entry was written before, but became visible after a newer
    one. What is chosen in the address, asked for by htmx or told to one person is never kept.
    `stamp` is a SELECT of one value: what else makes the page another one, for changes that leave
    no entry; it may name what the address names, as %(slug)s.
    `rereads` is for views that draw from nothing but rows of `web.prepared`, the address and the
    hour: after a change, the rows are read again, and where they are as before, so is the page.
    """
    if view is None:
        return lambda view: kept_for_visitors(view, stamp=stamp, rereads=rereads)

    @wraps(view)
    def answer(request, *values, **named):
        if not _is_plain(request):
            response = view(request, *values, **named)
            return _private(response) if _is_somebody(request) else response
        question = Question(stamp, named, _around(request))
        kept, fresh = _kept_now(question, request)
        if kept is None:
            reads = Reads(fresh)
            with noting(reads) if rereads else nullcontext():
                response = _whole(view, request, values, named)
            if not _can_be_kept(request, response):
                patch_vary_headers(response, ["Cookie", "Accept-Language"])
                return response
            reads.is_whole = reads.is_whole and rereads
            _share_parts(request, reads)
            kept = _keep(question, response, _moment(request, stamp, named), reads)
        response = HttpResponse(kept.content, headers=dict(kept.headers))
        response = get_conditional_response(request, kept.headers["ETag"], None, response)
        response.answers = question, kept.number
        return response

    return answer


def shared_parts(request, name):
    """Parts of this page that look the same to everybody, by their names: empty after each entry of
    the trail and in each minute, as with whole pages. Not for readers who see more than a visitor."""
    if settings.DEBUG:
        return {}
    known = getattr(request, "kept_moment", None)
    (newest, *_stamp), minute = known[1] if known else _moment(request, "", {})
    question = (name, *_around(request), newest, minute)
    with _lock:
        if reads := noted_here():
            return _noted_parts(request, question, reads)
        parts = _parts.setdefault(question, {})
        while len(_parts) > PARTS_KEPT:
            _parts.popitem(last=False)
    return parts


def _noted_parts(request, question, reads):
    """For a page drawn for keeping: only parts of which it is known what they were drawn from."""
    if source := _sources.get(question):
        reads.borrow(source.reads)
        return dict(source.drawn)
    request.kept_parts = question, (parts := {})
    return parts


def _share_parts(request, reads):
    """What was drawn for keeping is there for everybody."""
    question, parts = getattr(request, "kept_parts", (None, None))
    if question is None or not reads.is_whole:
        return
    with _lock:
        _sources[question] = Source(dict(parts), reads)
        _parts[question] = parts
        while len(_sources) > PARTS_KEPT:
            _sources.popitem(last=False)


def kept_content(question, number, request):
    """The page with this number, if the question would be answered with it now."""
    if question.around[-1] != _of_installation():
        return None
    kept, _fresh = _kept_now(question, request)
    return kept.content if kept and kept.number == number else None


def _kept_now(question, request):
    """The page as it is at this moment, or None; and the rows that were found on looking, for whoever
    draws it. Looked for once in a request."""
    known = getattr(request, "kept_now", None)
    if known is None or known[0] != question:
        known = request.kept_now = (question, *_looked_for(question, request))
    return known[1:]


def _looked_for(question, request):
    moment = _moment(request, question.stamp, question.named)
    with _lock:
        kept = _pages.get(question)
    if kept is None or kept.moment[1] != moment[1]:
        return None, kept.reads.asked_together() if kept and kept.reads.is_whole else {}
    if kept.moment != moment:
        if not kept.reads.is_whole:
            return None, {}
        holds, fresh = kept.reads.hold()
        if not holds:
            return None, fresh
        kept.moment = moment
    return kept, {}


_also_forgotten = []
on_forgetting = _also_forgotten.append


def forget_pages():
    with _lock:
        _pages.clear()
        _parts.clear()
        _sources.clear()
    for forget in _also_forgotten:
        forget()


def _is_plain(request):
    return is_reading(request) and not (settings.DEBUG or request.META.get("HTTP_HX_REQUEST"))


def is_reading(request):
    """Somebody whom we do not know reads a page as it is, with nothing chosen in its address."""
    is_read = request.method in ("GET", "HEAD") and not request.META.get("QUERY_STRING")
    return is_read and not _is_somebody(request)


def _is_somebody(request):
    """Any cookie but those of looks; a token against forgery is on no page that is kept."""
    looks = {THEME, ZONE, settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    return bool(request.COOKIES.keys() - looks)


def _private(response):
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True)
    return response


def _moment(request, stamp, named):
    """What the trail says now, with the stamp, and the minute; asked once in a request."""
    known = getattr(request, "kept_moment", None)
    if known is None or known[0] != (stamp, named):
        statement, names = _newest_with(stamp)
        row = _asked(statement, [named[name] for name in names])
        known = (stamp, named), (row, int(timezone.now().timestamp()) // 60)
        request.kept_moment = known
    return known[1]


@lru_cache
def _newest_with(stamp):
    """The statement that is asked at each visit, and what of the address it names, in its order."""
    newest = f"SELECT (SELECT MAX(id) FROM {Entry._meta.db_table})"
    statement = f"{newest}, ({stamp})" if stamp else newest
    return NAMED.sub("%s", statement), NAMED.findall(statement)


def _asked(statement, values):
    """One row. The statement itself shows whether the connection still lives: where Django would
    ask that first, we ask again on a new one."""
    if connection.connection is None or connection.in_atomic_block:
        return _row(statement, values)
    connection.health_check_done = True
    try:
        return _row(statement, values)
    except (OperationalError, InterfaceError):
        connection.close()
        return _row(statement, values)


def _row(statement, values):
    with open_cursor(connection) as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()


def _around(request):
    looks = (request.COOKIES.get(THEME, ""), str(getattr(request, "reader_zone", "")))
    return (request.path, get_language(), *looks, request.get_host(), _of_installation())


def _of_installation():
    return (settings.ROOT_URLCONF, settings.SITE_NAME, settings.BASE_URL)


def _whole(view, request, values, named):
    """The answer to somebody who has seen nothing yet: the next visitor may not have, either."""
    with unconditional(request):
        return view(request, *values, **named)


@contextmanager
def unconditional(request):
    conditions = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
    try:
        yield
    finally:
        request.META.update(conditions)


def _can_be_kept(request, response):
    is_for_one = response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    is_whole = response.status_code == 200 and not response.streaming
    return is_whole and not is_for_one and len(response.content) <= LARGEST


def _keep(question, response, moment, reads):
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, **SHARED)
    if not response.has_header("ETag"):
        response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    kept = Kept(response.content, dict(response.items()), moment, reads)
    with _lock:
        _pages.pop(question, None)
        _pages[question] = kept
        while len(_pages) > PAGES_KEPT or _bytes() > MOST_BYTES:
            _pages.popitem(last=False)
    return kept


def _bytes():
    return sum(len(kept.content) for kept in _pages.values())
