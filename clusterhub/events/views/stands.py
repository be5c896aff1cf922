"""An exhibitor's own people: what is said of it, who stands there, and who gave them a contact."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clusterhub.activity.operations import record_activity
from clusterhub.documents.tables import csv_lines
from clusterhub.events.forms.fair import LeadForm, StandForm
from clusterhub.events.links import registration_of
from clusterhub.events.models import Exhibitor
from clusterhub.events.operations.fair import describe_exhibitor, take_lead
from clusterhub.events.operations.fair_refusals import (
    UnknownTicket,
)
from clusterhub.events.permissions import can_edit_event, can_see_contacts, can_tend_stand
from clusterhub.events.views.doors import allow
from clusterhub.events.views.fair import fair_of
from clusterhub.events.views.own import kept_from_others
from clusterhub.web.desk import sent

PER_PAGE, WRONG_CODES, SECONDS = 50, 60, 600


def _stand(request, slug, stand):
    event = fair_of(request, slug)
    rows = Exhibitor.objects.select_related("event", "organisation")
    found = get_object_or_404(rows, event=event, slug=stand)
    allow(can_tend_stand(request.user, found))
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def stand(request, slug, stand):
    exhibitor = _stand(request, slug, stand)
    typed = sent(request)
    is_lead = typed is not None and "code" in typed
    words = {"words": exhibitor.words, "url": exhibitor.url}
    form = StandForm(None if is_lead else typed, initial=words)
    lead_form = LeadForm(typed if is_lead else None)
    if is_lead and _took_lead(request, exhibitor, lead_form):
        return redirect("events:stand", slug, stand)
    if not is_lead and form.is_valid():
        describe_exhibitor(exhibitor, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("events:stand", slug, stand)
    context = _leads(request, exhibitor) | {"form": form, "lead_form": lead_form}
    context["sees_contacts"] = can_see_contacts(request.user, exhibitor)
    status = 422 if request.method == "POST" else 200
    return render(request, "events/fair/stand.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_stand(request, token, pk):
    """The same for somebody who stands there, by the link to her own registration."""
    registration = registration_of(token)
    staff = registration and registration.stands.filter(exhibitor=pk).first()
    if staff is None or registration.status != "confirmed":
        raise Http404
    exhibitor = Exhibitor.objects.select_related("event", "organisation").get(pk=pk)
    form = LeadForm(sent(request))
    if form.is_bound and _took_lead(request, exhibitor, form):
        return redirect("events:own-stand", token, pk)
    context = _leads(request, exhibitor) | {"lead_form": form, "token": token}
    context["sees_contacts"] = True
    status = 422 if request.method == "POST" else 200
    return kept_from_others(render(request, "events/fair/stand.html", context, status=status))


def _took_lead(request, exhibitor, form):
    key = f"events.wrong-tickets.{exhibitor.pk}"
    if cache.get(key, 0) >= WRONG_CODES:
        form.add_error(None, _("Too many wrong codes; wait for ten minutes."))
        return False
    if not form.is_valid():
        return False
    by = request.user if request.user.is_authenticated else None
    try:
        take_lead(exhibitor, by=by, **form.cleaned_data)
    except UnknownTicket:
        cache.add(key, 0, SECONDS)
        cache.incr(key)
        form.add_error("code", _("No visitor of this event has this ticket."))
        return False
    messages.success(request, _("Asked. The contact stands here as soon as the visitor says yes."))
    return True


def _leads(request, exhibitor):
    """Names only of those who said yes; of the others, how many were asked."""
    agreed = exhibitor.leads.agreed().select_related("registration")
    return {
        "event": exhibitor.event,
        "exhibitor": exhibitor,
        "page": Paginator(agreed, PER_PAGE).get_page(request.GET.get("page")),
        "unanswered": exhibitor.leads.unanswered().count(),
        "staff": _staff(request, exhibitor),
    }


def _staff(request, exhibitor):
    """Helpers of the organisers do not learn who comes."""
    user = request.user
    is_helper = user.is_authenticated and can_edit_event(user, exhibitor.event)
    hides = is_helper and not can_see_contacts(user, exhibitor)
    return [] if hides else exhibitor.staff.select_related("registration")


@never_cache
@require_safe
@login_required
def contacts_csv(request, slug, stand):
    exhibitor = _stand(request, slug, stand)
    allow(can_see_contacts(request.user, exhibitor))
    rows = exhibitor.leads.agreed().select_related("registration")
    record_activity(
        "took the contacts of an exhibitor of", exhibitor.event, by=request.user,
        organisation=str(exhibitor.organisation), count=rows.count(),
    )  # fmt: skip
    heads = [_("Name"), _("E-mail address"), _("Organisation"), _("Note"), _("Said yes at")]
    lines = (
        [
            lead.registration.name,
            lead.registration.email,
            lead.registration.organisation_name,
            lead.note,
            lead.agreed_at.isoformat(timespec="seconds"),
        ]
        for lead in rows.iterator(chunk_size=500)
    )
    response = StreamingHttpResponse(
        csv_lines(heads, lines), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{exhibitor.slug}-contacts.csv"'
    return response
