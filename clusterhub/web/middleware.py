"""What every answer needs: a request id, a method that we know, answers that suit htmx, the reader's time zone."""

import re
import uuid
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from clusterhub.web.arrival import arrival_of
from clusterhub.web.logs import request_id

SAFE_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
METHODS = ("GET", "HEAD", "POST")
TIME_ZONE_COOKIE = "time_zone"


class RequestIdMiddleware:
    """Takes a proxy's X-Request-ID or makes one; logs, error pages and the answer carry it. The first
    of all, so it also notes when the request came."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.arrived_at = arrival_of(request)
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request.id = given if SAFE_REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        token = request_id.set(request.id)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = request.id
        return response


class PolicyMiddleware(CSPMiddleware):
    """What a page may load, worked out once; only an answer with rules of its own has it made anew."""

    _of, _words = None, ""

    def process_response(self, request, response):
        has_own = any(name.startswith("_csp_") for name in vars(response))
        if has_own or hasattr(request, "_csp_nonce") or settings.DEBUG:
            return super().process_response(request, response)
        if self._of is not settings.CONTENT_SECURITY_POLICY:
            self._of, self._words = settings.CONTENT_SECURITY_POLICY, build_policy()
        response.headers.setdefault(HEADER, self._words)
        return response


class MethodsMiddleware:
    """This site is read and sent forms to; views then choose between these, nothing knows others."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Whoever stands before may know more of them, for addresses of its own.
        known = getattr(request, "known_methods", METHODS)
        if request.method in known:
            return self.get_response(request)
        return HttpResponseNotAllowed(known)


class HtmxAnswersMiddleware:
    """A page and its fragment are kept apart by caches; an expired session signs in again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method in {"GET", "HEAD"}:
            patch_vary_headers(response, ["HX-Request"])
        if _leads_to_sign_in(response) and request.htmx:
            return _whole_page_sign_in(request)
        return response


def _leads_to_sign_in(response):
    if response.status_code not in {302, 303}:
        return False
    return urlsplit(response["Location"]).path == resolve_url(settings.LOGIN_URL)


def _whole_page_sign_in(request):
    # Afterwards the reader returns to the page she saw, not to the fragment that was asked for.
    back = _page_seen(request) or "/"
    response = HttpResponse(status=204)
    response["HX-Redirect"] = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
    return response


def _page_seen(request):
    try:
        return request.htmx.current_url_abs_path
    except ValueError:  # Not an address at all.
        return None


class ReaderTimeZoneMiddleware:
    """`request.reader_zone` is the zone we know of this reader, or None; it is then also active."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.reader_zone = zone_named(_wanted_zone(request))
        with timezone.override(request.reader_zone or timezone.get_default_timezone()):
            return self.get_response(request)


def _wanted_zone(request):
    return _own_zone(request) or request.COOKIES.get(TIME_ZONE_COOKIE, "")


def _own_zone(request):
    # Without a session nobody is signed in, and looking would cost a Vary header.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return str(getattr(request.user, "time_zone", ""))


def zone_named(name):
    try:
        return ZoneInfo(name) if 0 < len(name) <= 64 else None
    except (KeyError, ValueError, OSError):  # Unknown, malformed, or the name of a folder.
        return None
