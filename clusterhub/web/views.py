import re
import sys

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from clusterhub.web import bundles, navigation, showcase
from clusterhub.web.database_trouble import READ_ONLY, WHILE_READABLE, trouble_of
from clusterhub.web.preferences import remember_preferences

TOKEN = "csrfmiddlewaretoken"
LONG_ENOUGH_TO_SHOW = 25  # Shorter things are typed again in a moment.


@require_safe
def components(request):
    return render(request, "web/components.html", showcase.context(request))


@csrf_exempt  # Only the look changes, and without a token anonymous pages stay cacheable.
@require_POST
def preferences(request):
    back = request.POST.get("next") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = redirect(back if is_ours else "/")
    remember_preferences(response, request.POST)
    return response


@require_safe
def stylesheet(request, version):
    return _send(request, bundles.stylesheet(), version)


@require_safe
def script(request, version):
    return _send(request, bundles.script(), version)


def _send(request, bundle, version):
    body, headers = bundle.body, {}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        body, headers["Content-Encoding"] = bundle.gzipped, "gzip"
    # An old page may still ask for an old version: it gets the present one, but not for a year.
    is_current = version == bundle.version
    headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if is_current else "public, max-age=60"
    )
    response = HttpResponse(
        body, content_type=f"{bundle.content_type}; charset=utf-8", headers=headers
    )
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def bad_request(request, exception=None):
    if wants_data(request):
        return _as_data("bad-request", _("This cannot be understood."), 400)
    return render(request, "web/errors/400.html", status=400)


def forbidden(request, exception=None):
    if wants_data(request):
        return _as_data("forbidden", _("You may not see this."), 403)
    if getattr(exception, "gives_back", False):
        return render(request, "web/errors/403_ended.html", _typed(request), status=403)
    return render(request, "web/errors/403.html", status=403)


def csrf_failure(request, reason=""):
    return render(request, "web/errors/403_csrf.html", status=403)


def not_found(request, exception=None):
    words = {"words": words_in(request.path)}
    is_taken_back = getattr(exception, "is_taken_back", False)
    if wants_data(request):
        if is_taken_back:
            return _as_data("taken-back", _("This was taken off the site."), 410)
        return _as_data("not-found", _("There is nothing at this address."), 404)
    if is_taken_back:
        kind = navigation.kind_of(request.path)
        own_list = next((each for each in navigation.entries() if each["kind"] == kind), None)
        return render(request, "web/errors/410.html", {**words, "list": own_list}, status=410)
    return render(request, "web/errors/404.html", words, status=404)


def server_error(request):
    # Django calls this while it handles the error.
    trouble = trouble_of(sys.exc_info()[1])
    if trouble is not None:
        return database_away(request, trouble)
    if wants_data(request):
        return _as_data("server-error", _("A mistake of ours; it has been written down."), 500)
    return _without_database(request, "web/errors/500.html", 500)


def database_away(request, trouble):
    """What was typed comes back with the answer: no session and no table can keep it now."""
    if wants_data(request):
        response = _as_data("database-away", str(trouble), 503)
    else:
        response = _without_database(
            request,
            "web/errors/503.html",
            503,
            trouble=trouble,
            is_readable=trouble in WHILE_READABLE,
            is_read_only=trouble == READ_ONLY,
            **_typed(request),
        )
    response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store"
    return response


def wants_data(request):
    """A program asks for the twin of a page: it is answered in its own language."""
    return request.path.endswith(".json") or getattr(request, "wants_data", False)


def _as_data(code, message, status):
    error = {"code": code, "message": message, "fields": {}}
    return JsonResponse({"error": error}, status=status)


def _without_database(request, template, status, **more):
    # Neither request context nor database: whatever broke may be in there.
    context = {"request_id": getattr(request, "id", ""), "site_name": settings.SITE_NAME}
    return HttpResponse(render_to_string(template, context | more), status=status)


def _typed(request):
    """The fields of a form that could not be saved, to read, copy and send again."""
    if request.method != "POST":
        return {"was_saving": False}
    # The token is the one that came along: an answer never gives a stranger's form a new one.
    fields = [(name, text) for name, texts in request.POST.lists() for text in texts]
    return {
        "was_saving": True,
        "address": request.get_full_path(),
        "fields": fields,
        "readable": [
            (name, text)
            for name, text in fields
            if len(text) > LONG_ENOUGH_TO_SHOW and name != TOKEN
        ],
        "file_names": [file.name for file in request.FILES.values()],
    }


def words_in(path):
    """What someone may have been looking for, judged by the address."""
    words = re.findall(r"[^\W_]{3,}", path)[-6:]
    return " ".join(word for word in words if not word.isdecimal())[:100]
