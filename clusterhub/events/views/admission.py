"""How one registers: who, from when to when, how many."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.clock.words import range_in_words
from clusterhub.events.forms.admission import AdmissionForm, typed_admission
from clusterhub.events.models import PoolKind
from clusterhub.events.operations import FewerThanTaken, end_registration, set_admission
from clusterhub.events.operations.admission import MODES_OF
from clusterhub.events.permissions import can_change_admission
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def admission(request, slug):
    event = event_for(request, slug, can_change_admission)
    modes = MODES_OF[event.format]
    form = AdmissionForm(sent(request), event=event, modes=modes, initial=_as_it_is(event))
    if request.method == "POST" and "close" in request.POST and hasattr(event, "admission"):
        end_registration(event, by=request.user)
        messages.success(request, _("Registration is closed."))
        return redirect("events:people", event.slug)
    if form.is_valid():
        try:
            kept = set_admission(event, places=form.places(), by=request.user, **form.settings())
        except FewerThanTaken as refusal:
            form.add_error(None, _("%d places are taken already.") % refusal.taken)
        else:
            messages.success(request, _said(event, kept))
            return redirect("events:people", event.slug)
    status = 422 if form.errors else 200
    context = {
        "event": event,
        "form": form,
        "is_open": hasattr(event, "admission"),
        "place_fields": [form[f"places_{mode}"] for mode in modes],
    }
    return render(request, "events/admission.html", context, status=status)


def _said(event, admission):
    now = timezone.now()
    if admission.opens_at and admission.opens_at > now:
        words = range_in_words(admission.opens_at, None, event.time_zone)
        return _("Saved. Registration opens on %(day)s, %(hour)s.") % {
            "day": words.day,
            "hour": words.event,
        }
    if admission.closes_at and admission.closes_at <= now:
        return _("Saved. Registration is closed.")
    return _("Saved. Registration is open.")


def _as_it_is(event):
    if not hasattr(event, "admission"):
        return {}
    pools = event.pools.filter(kind=PoolKind.MODE)
    places = {f"places_{pool.mode}": pool.places for pool in pools}
    return typed_admission(event) | places
