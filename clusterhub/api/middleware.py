"""What every request to the API passes: no cookies, a token if one is sent, the limit, one shape of
refusals."""

import re

from django.contrib.auth.models import AnonymousUser
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from clusterhub.api import limits
from clusterhub.api.bodies import demand_small
from clusterhub.api.errors import CODES, Problem, SignInNeeded, words_of_status
from clusterhub.api.models import Token
from clusterhub.api.operations import note_use

PREFIX = "/api/v1/"
METHODS = ("GET", "HEAD", "POST", "PATCH")
NEVER_IN_THE_ADDRESS = {"token", "access_token", "api_key", "apikey", "authorization", "bearer"}
_BEARER = re.compile(r"Bearer +([A-Za-z0-9_-]{1,200}) *", re.IGNORECASE)


class ApiMiddleware:
    """`request.reader` is whoever the token stands for, or nobody; `request.token` is the token."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        # A browser sends cookies to whoever asks it; here a session never speaks for anybody.
        request.COOKIES = {}
        request.known_methods, request.wants_data = METHODS, True
        request.reader, request.token = AnonymousUser(), None
        response = self._answer(request)
        patch_vary_headers(response, ["Authorization", "Accept"])
        response.headers.setdefault("Cache-Control", "private, max-age=0")
        return response

    def _answer(self, request):
        problem = None
        try:
            _introduce(request)
            demand_small(request)
        except Problem as found:
            problem = found
        count = limits.count(request, request.token)
        if count.is_over:
            again = {"Retry-After": str(count.seconds_left)}
            problem = Problem(429, _("Too many requests in this minute."), headers=again)
        response = problem.as_response() if problem else self._inner(request)
        for name, value in count.headers().items():
            response[name] = value
        return response

    def _inner(self, request):
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        response = _in_one_shape(self.get_response(request))
        if is_head and not response.streaming:
            length = len(response.content)
            response.content = b""
            response["Content-Length"] = str(length)
        return response


def _introduce(request):
    """Note who asks. A token that is not valid is refused: never anonymous by mistake."""
    if NEVER_IN_THE_ADDRESS & {name.lower() for name in request.GET}:
        raise Problem(
            400,
            _("Addresses are kept in logs. Send the token in the Authorization header."),
            code="token-in-address",
        )
    header = request.headers.get("Authorization")
    if header is None:
        return
    bearer = _BEARER.fullmatch(header)
    if bearer is None:
        raise SignInNeeded(_("Send “Authorization: Bearer” and the token."))
    known = Token.objects.living().of_secret(bearer[1]).select_related("holder").first()
    if known is None:
        raise SignInNeeded(_("This token is not valid, or not any more."))
    note_use(known)
    request.token, request.reader = known, known.holder


def _allowed(methods):
    """Always in one order; whoever may GET may ask for the head alone."""
    methods = set(methods.split(", "))
    if "GET" in methods:
        methods.add("HEAD")
    return ", ".join(each for each in METHODS if each in methods)


def _in_one_shape(response):
    if response.status_code < 400 or "json" in response.get("Content-Type", ""):
        return response
    kept = ("Allow", "Retry-After", "WWW-Authenticate")
    headers = {name: response[name] for name in kept if name in response}
    if "Allow" in headers:
        headers["Allow"] = _allowed(headers["Allow"])
    status = response.status_code
    code = CODES.get(status, "failed")
    return Problem(status, words_of_status(status), code=code, headers=headers).as_response()
