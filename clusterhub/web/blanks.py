"""A page that many are shown at once, each with few words of her own: drawn once, and her words put in.

What the page is drawn from is its key, so whatever differs between two readers and is no blank makes
two pages of it; nobody can be shown what was drawn for somebody else.
"""

import copy
import dataclasses
import re
import secrets
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.contrib.messages import get_messages
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData

from clusterhub.web.parts import kept_article
from clusterhub.web.preferences import chosen_theme
from clusterhub.web.rereading import is_noting

# Nobody who types a name knows what a blank is called.
_SECRET = secrets.token_hex(12)
_BLANK = re.compile(rf"b{_SECRET}(\w+?)k{_SECRET}")
PLAIN = (str, int, float, bool, date, datetime, Decimal, UUID, type(None))
EXACTLY_PLAIN = frozenset(PLAIN)  # Most values; text marked as safe is of another type.
TOKEN, READER = "csrf_token", "reader"


@dataclasses.dataclass(frozen=True)
class Note:
    """A message for the reader of the next page."""

    level_tag: str
    text: str

    def __str__(self):
        return self.text


@dataclasses.dataclass(frozen=True)
class Reader:
    """Who reads, as far as a page for many may know: what she is here, and not who she is."""

    is_authenticated: bool
    is_staff: bool
    roles: frozenset

    def __str__(self):
        return blank(READER)


class NotPlain(Exception):
    """Something in the context does not say what it looks like; the page is drawn for her alone."""


def render_with_blanks(request, template, context, own, **made):
    """Like `render`; the words in `own` are the reader's: the template gets each under its name, and
    may print it, or ask whether there is one, and nothing else. What is `made` comes of the rest:
    each is a function of the own words, called when the page is drawn."""
    if settings.DEBUG or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return render(request, template, context | own | _made(made, own))
    notes = [Note(one.level_tag, str(one)) for one in get_messages(request)]
    blanks = {name: blank(name) if words else "" for name, words in own.items()}
    drawn_from = context | blanks | {"messages": notes}
    try:
        facts = (template, _looks(request, own), plain(drawn_from))
    except NotPlain:
        alone = context | own | {"messages": notes} | _made(made, own)
        return render(request, template, alone)
    page = kept_article(facts, lambda: _drawn(request, template, drawn_from, own, made))
    return HttpResponse(_filled(page, request, own))


def render_for_readers(request, parts, template, context, says):
    """Like `render`, for a page that says the same to all who are the same here, but for their name.

    It is kept in `parts`, with what was drawn of it for everybody; `says` names what else of the
    context it shows: plain values. The template gets a `Reader` as its user.
    """
    if parts is None or is_noting() or len(get_messages(request)):
        return render(request, template, context)
    user = request.user
    reader = Reader(user.is_authenticated, user.is_staff, frozenset(getattr(user, "roles", ())))
    try:
        facts = (template, reader, repr([plain(context[name]) for name in says]))
    except NotPlain:
        return render(request, template, context)
    if facts not in parts:
        parts[facts] = _drawn(request, template, context, {}, {}, user=reader)
    return HttpResponse(_filled(parts[facts], request, {READER: str(user)}))


def blank(name):
    return f"b{_SECRET}{name}k{_SECRET}"


def _looks(request, own):
    """What the frame of a page depends on. Made anew each minute, so that no word of time is old."""
    minute = int(timezone.now().timestamp()) // 60
    path = _without(request.path, own)
    return (path, chosen_theme(request), str(request.reader_zone or ""), minute)


def _without(path, own):
    for name, words in own.items():
        path = path.replace(f"/{words}/", f"/{blank(name)}/") if words else path
    return path


def _drawn(request, template, context, own, made, **changes):
    request = copy.copy(request)
    vars(request).update(changes)
    request.path = request.path_info = _without(request.path, own)
    context = context | _made(made, context) | {TOKEN: blank(TOKEN)}
    return render_to_string(template, context, request)


def _made(made, words):
    return {name: make(words) for name, make in made.items()}


def _filled(page, request, own):
    words = {name: conditional_escape(each) for name, each in own.items()}
    if blank(TOKEN) in page:
        words[TOKEN] = get_token(request)
    return _BLANK.sub(lambda found: words[found[1]], page)


def plain(value, above=()):
    """`value` as texts and numbers that say everything about it."""
    if type(value) in EXACTLY_PLAIN:
        return value
    if isinstance(value, Promise):
        return plain(str(value))
    if isinstance(value, SafeData):  # The same letters, but drawn otherwise.
        return ("safe", str(value))
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, Model):
        return _row(value, above)
    if isinstance(value, FieldFile):
        return value.name
    if isinstance(value, dict):
        return [(key, plain(each, above)) for key, each in value.items()]
    if isinstance(value, list | tuple):
        return [plain(each, above) for each in value]
    if dataclasses.is_dataclass(value):
        names = (field.name for field in dataclasses.fields(value))
        return [type(value).__name__, *(plain(getattr(value, name), above) for name in names)]
    raise NotPlain(type(value))


def _row(row, above):
    """Its columns, and those of the rows that were read with it."""
    facts, above = vars(row), (*above, row)
    columns = [plain(facts.get(field.attname)) for field in row._meta.concrete_fields]
    near = [
        (name, _row(other, above))
        for name, other in row._state.fields_cache.items()
        if other is not None and not any(other is one for one in above)
    ]
    return (row._meta.label_lower, columns, near)
