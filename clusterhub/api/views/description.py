"""The description of the API: as OpenAPI for programs, as a page for people."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from clusterhub.api import limits, reference
from clusterhub.api.answers import answer
from clusterhub.api.description import description


@require_safe
def openapi(request):
    response = answer(request, description())
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def reference_page(request):
    made = description()
    context = {
        "groups": reference.groups(made),
        "schemas": reference.schemas(made),
        "anonymous": limits.ANONYMOUS,
        "with_token": limits.WITH_TOKEN,
    }
    return render(request, "api/reference.html", context)


@csrf_exempt  # Or a program that mistypes an address is told about forms.
def unknown(request, rest):
    raise Http404
