"""Every refusal has one shape: {"error": {"code", "message", "fields"}}."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from clusterhub.directory.moved import REMEMBER_REDIRECT, MovedTo
from clusterhub.web.addresses import absolute

CODES = {
    400: "bad-request", 401: "not-signed-in", 403: "forbidden", 404: "not-found",
    405: "wrong-method", 406: "no-such-format", 409: "conflict", 410: "taken-back",
    412: "not-this-version", 413: "too-large", 415: "wrong-content-type", 422: "invalid",
    429: "too-many", 500: "server-error", 503: "away",
}  # fmt: skip


class Problem(Exception):
    """What stands against a request, in words for whoever wrote the program."""

    def __init__(self, status, message, *, code=None, fields=None, headers=None):
        super().__init__(message)
        self.status, self.message = status, message
        self.code = code or CODES[status]
        self.fields, self.headers = fields or {}, headers or {}

    def as_response(self):
        error = {"code": self.code, "message": str(self.message), "fields": self.fields}
        return JsonResponse({"error": error}, status=self.status, headers=self.headers)


class SignInNeeded(Problem):
    def __init__(self, message):
        super().__init__(401, message, headers={"WWW-Authenticate": 'Bearer realm="api"'})


def words_of_status(status):
    """For answers that were made before anybody of ours could choose the words."""
    return {
        400: _("This cannot be understood."),
        403: _("You may not do this."),
        404: _("There is nothing at this address."),
        405: _("This address does not know the method."),
        410: _("This was taken off the site."),
        412: _("This was changed since you read it."),
        413: _("This is too large."),
        429: _("Too many requests."),
    }.get(status, _("This did not work."))


def register(api):
    """Let `api` answer every exception in the one shape; what nobody knows is for Django to log."""
    api.add_exception_handler(Problem, lambda request, problem: problem.as_response())
    api.add_exception_handler(MovedTo, _moved)
    api.add_exception_handler(Http404, _missing)
    api.add_exception_handler(PermissionDenied, _of_status(403))
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _from_ninja)
    api.add_exception_handler(Exception, _unknown)


def _of_status(status):
    return lambda request, error: Problem(status, words_of_status(status)).as_response()


def _moved(request, moved):
    """Whoever only reads follows as a browser does; whatever is sent is to be sent again there."""
    address = absolute(reverse("api:v1:organisation", args=[moved.kept.slug]))
    status = 301 if request.method == "GET" else 308
    headers = {"Location": address, "Cache-Control": REMEMBER_REDIRECT}
    words = _("This was merged into another organisation.")
    return Problem(status, words, code="moved", headers=headers).as_response()


def _missing(request, error):
    return _of_status(410 if getattr(error, "is_taken_back", False) else 404)(request, error)


def _invalid(request, error):
    fields = {}
    for each in error.errors:
        place = [str(step) for step in each["loc"][1:]]
        # Parameters are wrapped in the name of an argument of ours, which nobody sent.
        name = ".".join(place[1:] if len(place) > 1 else place) or "body"
        fields.setdefault(name, []).append(each["msg"])
    return Problem(422, _("Some values do not fit."), fields=fields).as_response()


def _from_ninja(request, error):
    if isinstance(error.__cause__, Problem):  # It wraps whatever is wrong with a body.
        return error.__cause__.as_response()
    return Problem(error.status_code, words_of_status(error.status_code)).as_response()


def _unknown(request, error):
    raise error
