"""A cluster registers its people in one go, sees them, and answers for those who wait together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.directory.views.uploads import limited_upload
from clusterhub.events.admitting import admitting, choices_of
from clusterhub.events.forms.parties import PartyForm
from clusterhub.events.models import (
    Event,
    ListPurpose,
    ListState,
    PeopleList,
    Registration,
    WaitingEntry,
)
from clusterhub.events.operations.group_refusals import (
    NotFewer,
)
from clusterhub.events.operations.parties import accept_for_group, leave_for_group, take_fewer
from clusterhub.events.operations.refusals import (
    NoLongerOffered,
)
from clusterhub.events.operations.registering import cancel_registration
from clusterhub.events.permissions import groups_of
from clusterhub.events.views.people_lists import (
    brought,
    let_go,
    modes_of,
    preview_page,
    take,
    too_large,
)
from clusterhub.web.desk import sent

PER_PAGE = 50


def _door(request, slug):
    """The event, and the organisations for which she may register a group."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    organisations = list(groups_of(request.user))
    if not organisations:
        raise PermissionDenied
    return event, organisations


@never_cache
@limited_upload(too_large)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def parties(request, slug):
    event, organisations = _door(request, slug)
    form = None
    if _takes_groups(event):
        form = PartyForm(
            sent(request), request.FILES or None, modes=modes_of(event),
            organisations=groups_of(request.user),
        )  # fmt: skip
        if form.is_valid() and (made := brought(request, event, form, ListPurpose.PARTY)):
            return redirect("events:party-list", slug, made.pk)
    rows = Registration.objects.filter(event=event, party__organisation__in=organisations)
    rows = rows.select_related("organisation").order_by("party", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lists = PeopleList.objects.filter(event=event, organisation__in=organisations)
    context = {
        "event": event,
        "form": form,
        "page": page,
        "turns": [_turn(entry) for entry in _turns(event, organisations)],
        "lists": lists.exclude(state=ListState.DONE)[:20],
        "choices": choices_of(event) if form else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/groups/parties.html", context, status=status)


def _takes_groups(event):
    admission = getattr(event, "admission", None)
    if admission is None or not admission.allows_parties:
        return False
    part = admitting(event, _Nobody)
    return part is not None and part.state == "open"


class _Nobody:
    is_authenticated = False


def _turns(event, organisations):
    rows = WaitingEntry.objects.open().filter(
        pool__event=event, party__organisation__in=organisations
    )
    return rows.select_related("pool", "party__organisation")


def _turn(entry):
    """What a group waits for: what is free of it, and how many stand before it."""
    free = entry.pool.free or 0
    return {
        "entry": entry,
        "before": entry.pool.queue.unserved().filter(number__lt=entry.number).count(),
        "fewer": free if not entry.offered_at and 0 < free < entry.size else 0,
    }


@require_POST
@login_required
def turn(request, slug, pk):
    event, organisations = _door(request, slug)
    entry = get_object_or_404(_turns(event, organisations), pk=pk)
    try:
        if request.POST.get("answer") == "yes":
            accept_for_group(entry, by=request.user)
            messages.success(request, _("The places are yours; each of the group is asked now."))
        elif request.POST.get("answer") == "fewer":
            take_fewer(entry, size=_number(request.POST.get("size")), by=request.user)
            messages.success(request, _("Taken; the others wait on, each for herself."))
        else:
            leave_for_group(entry, by=request.user)
            messages.success(request, _("The group does not wait any longer."))
    except NoLongerOffered:
        messages.error(request, _("This offer has run out."))
    except NotFewer:
        messages.error(request, _("So many are not free."))
    return redirect("events:parties", slug)


def _number(text):
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


@require_POST
@login_required
def party_cancellation(request, slug, pk):
    """Somebody of the group does not come, as its people know."""
    event, organisations = _door(request, slug)
    rows = Registration.objects.filter(event=event, party__organisation__in=organisations)
    cancel_registration(get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, _("Cancelled; the place is free."))
    return redirect("events:parties", slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def party_list(request, slug, pk):
    found = _list(request, slug, pk)
    return preview_page(request, found, names="party-list", back="parties")


@require_POST
@login_required
def party_list_taking(request, slug, pk):
    take(request, _list(request, slug, pk))
    return redirect("events:party-list", slug, pk)


@require_POST
@login_required
def party_list_end(request, slug, pk):
    let_go(request, _list(request, slug, pk))
    return redirect("events:parties", slug)


def _list(request, slug, pk):
    event, organisations = _door(request, slug)
    rows = PeopleList.objects.select_related("event", "organisation")
    own = rows.filter(purpose=ListPurpose.PARTY, organisation__in=organisations)
    return get_object_or_404(own, event=event, pk=pk)
