"""Whole pages kept for visitors while nothing happens: most visits ask for what was just shown.

Every operation that changes something leaves an entry in the trail, so the number of the newest
entry says whether anything may look different. It costs one statement where a page costs five.
"""

from collections import OrderedDict
from functools import wraps
from threading import Lock

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from clusterhub.activity.models import Entry

PAGES_KEPT = 256  # Lists in a few languages, and what is read today; each some 30 kB.
_pages, _lock = OrderedDict(), Lock()


def kept_for_visitors(view):
    """Answer a visitor without cookies with the page of the visitor before, within a minute.

    A page that counts down shows whole minutes at best; each minute it is made anew, which also
    bounds the wait for a change whose entry was written before, but became visible after a newer
    one. What is chosen in the address, asked for by htmx or told to one person is never kept.
    """

    @wraps(view)
    def answer(request, *values, **named):
        if not _is_plain(request):
            return view(request, *values, **named)
        key = _key(request)
        with _lock:
            kept = _pages.get(key)
        if kept is None:
            response = view(request, *values, **named)
            if _can_be_kept(request, response):
                _keep(key, response)
        else:
            response = _response(kept)
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response

    return answer


def forget_pages():
    with _lock:
        _pages.clear()


def _is_plain(request):
    is_reading = request.method in ("GET", "HEAD")
    return is_reading and not (
        settings.DEBUG or request.COOKIES or request.META.get("QUERY_STRING") or request.htmx
    )


def _key(request):
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    minute = int(timezone.now().timestamp()) // 60
    facts = (settings.ROOT_URLCONF, settings.SITE_NAME, settings.BASE_URL, request.get_host())
    return (request.path, get_language(), newest, minute, *facts)


def _can_be_kept(request, response):
    is_for_one = response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    return response.status_code == 200 and not response.streaming and not is_for_one


def _keep(key, response):
    with _lock:
        _pages[key] = (response.content, list(response.items()))
        if len(_pages) > PAGES_KEPT:
            _pages.popitem(last=False)


def _response(kept):
    content, headers = kept
    return HttpResponse(content, headers=dict(headers))
