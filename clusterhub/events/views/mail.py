"""No more letters to many: by the link that they carry, without signing in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from clusterhub.events.links import MAIL, registration_for
from clusterhub.events.operations.mail import set_wants_mail
from clusterhub.events.views.own import kept_from_others, own_or_404


# Mail programs press this for the reader (RFC 8058) and know no token of ours; the secret in the
# address is all that authorises it, so there is nothing to forge.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request, token):
    registration = registration_for(token, MAIL)
    own_token = "" if registration else token  # Older letters carry the whole one.
    registration = registration or own_or_404(token)
    if request.method == "POST":
        registration = set_wants_mail(registration, request.POST.get("answer") == "yes")
        if "List-Unsubscribe" in request.POST:
            return HttpResponse(status=200)
        messages.success(request, _("Saved."))
        return redirect("events:own-mail", token)
    context = {"registration": registration, "event": registration.event, "token": own_token}
    return kept_from_others(render(request, "events/own_mail.html", context))
