"""What is kept about one registration: to take along, and to have erased."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clusterhub.events.operations.forgetting import erase_registration
from clusterhub.events.own_facts import everything_about
from clusterhub.events.views.own import kept_from_others, own_or_404


@never_cache
@require_safe
def data_json(request, token):
    everything = everything_about(own_or_404(token))
    response = JsonResponse(everything, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="registration.json"'
    return kept_from_others(response)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request, token):
    registration = own_or_404(token)
    event = registration.event
    if request.method == "POST":
        erase_registration(registration)
        messages.success(request, _("Erased. Nothing is left here that names you."))
        return redirect(event)
    context = {"event": event, "registration": registration, "token": token}
    return kept_from_others(render(request, "events/own_erasure.html", context))
