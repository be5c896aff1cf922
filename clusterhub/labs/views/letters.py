"""No more letters of a lab to somebody with an account: by the link that they carry, not signed in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from clusterhub.events.views.own import kept_from_others
from clusterhub.labs.letter_links import person_of
from clusterhub.labs.operations.letters import set_wants_letters
from clusterhub.labs.views.doors import METHODS


# Mail programs press this for the reader (RFC 8058); the secret in the address authorises it.
@csrf_exempt
@never_cache
@require_http_methods(METHODS)
def letters(request, token):
    person = person_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        set_wants_letters(person, request.POST.get("answer") == "yes")
        if "List-Unsubscribe" in request.POST:
            return HttpResponse(status=200)
        messages.success(request, _("Saved."))
        return redirect("labs:letters", token)
    context = {"person": person, "event": person.lab.event}
    return kept_from_others(render(request, "labs/letters.html", context))
