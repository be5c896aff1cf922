import re

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from clusterhub.web import bundles, showcase
from clusterhub.web.preferences import remember_preferences


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
    return render(request, "web/errors/400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "web/errors/403.html", status=403)


def csrf_failure(request, reason=""):
    return render(request, "web/errors/403_csrf.html", status=403)


def not_found(request, exception=None):
    return render(request, "web/errors/404.html", {"words": words_in(request.path)}, status=404)


def server_error(request):
    # Neither request context nor database: whatever broke may be in there.
    context = {"request_id": getattr(request, "id", ""), "site_name": settings.SITE_NAME}
    text = render_to_string("web/errors/500.html", context)
    return HttpResponse(text, status=500)


def words_in(path):
    """What someone may have been looking for, judged by the address."""
    words = re.findall(r"[^\W_]{3,}", path)[-6:]
    return " ".join(word for word in words if not word.isdecimal())[:100]
