"""What a program sends: JSON of a bounded size and depth, and nothing that no database can keep."""

import json

from django.utils.translation import gettext as _
from ninja.parser import Parser

from clusterhub.api.errors import Problem

MOST_BYTES = 200_000
DEEPEST = 20


class JsonBodies(Parser):
    def parse_body(self, request):
        if request.content_type != "application/json":
            raise Problem(415, _("Send application/json."))
        try:
            value = json.loads(request.body.decode(), parse_constant=_refuse_number)
        except (ValueError, RecursionError):
            raise Problem(400, _("The body is not JSON.")) from None
        _demand_plain(value)
        return value


def demand_small(request):
    """Before anybody reads it."""
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        raise Problem(413, _("At most %d bytes, please.") % MOST_BYTES)


def _refuse_number(name):
    raise ValueError(name)


def _demand_plain(value, depth=0):
    """Neither deeper than anything of ours, nor with half letters or NUL in a text."""
    if depth > DEEPEST:
        raise Problem(400, _("The body is nested too deeply."))
    if isinstance(value, dict):
        for name, inner in value.items():
            _demand_plain(name, depth)
            _demand_plain(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _demand_plain(inner, depth + 1)
    elif isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Problem(400, _("A text holds half a letter.")) from None
        if "\0" in value:
            raise Problem(400, _("A text holds a character that cannot be kept."))
