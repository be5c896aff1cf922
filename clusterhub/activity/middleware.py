"""Pages that are kept are given before anybody asks who comes, in which language and to which view.

The first visitor with these headers passes through everything; what her answer carried then, the next
one with the same headers gets, as long as `kept.py` would give that page again (decision 0008).
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from clusterhub.activity.kept import (
    THEME,
    ZONE,
    Question,
    is_reading,
    kept_content,
    on_forgetting,
    unconditional,
)

MOST, LONGEST = (
    2048,
    400,
)  # Each page in the ways in which browsers ask for it; some 500 bytes each.
_answers, _lock = OrderedDict(), Lock()
on_forgetting(_answers.clear)


@dataclass(frozen=True)
class _Answer:
    question: Question
    number: int  # Of the page that answered it.
    headers: dict | None  # None as long as it was only ever "not modified".


class KeptPagesMiddleware:
    """Stands inside of what does the same to every answer, and outside of all that asks who comes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = _as_asked(request)
        known = _answers.get(asked) if asked else None
        if known is None:
            return _noted(asked, self.get_response(request))
        content = None
        if known.headers:
            content = kept_content(known.question, known.number, request)
        if content is None:
            with unconditional(request):
                response = _noted(asked, self.get_response(request))
        else:
            response = HttpResponse(content, headers=known.headers)
        tag = response.get("ETag")
        return get_conditional_response(request, tag, None, response) if tag else response


def _as_asked(request):
    """All of a request on which a kept page may depend; None where nothing is kept."""
    said = request.META.get
    if not is_reading(request) or settings.DEBUG or said("HTTP_HX_REQUEST"):
        return None
    cookies = (THEME, ZONE, settings.LANGUAGE_COOKIE_NAME)
    facts = (
        *(request.scheme, request.path, said("HTTP_HOST", ""), said("HTTP_ACCEPT_LANGUAGE", "")),
        *(request.COOKIES.get(name, "") for name in cookies),
    )
    return facts if sum(map(len, facts)) <= LONGEST else None


def _noted(asked, response):
    answers = getattr(response, "answers", None)
    with _lock:
        if asked is None or answers is None or response.cookies:
            _answers.pop(asked, None)
            return response
        headers = dict(response.items()) if response.status_code == 200 else None
        _answers[asked] = _Answer(*answers, headers)
        while len(_answers) > MOST:
            _answers.popitem(last=False)
    return response
