"""Lists of people: brought, looked at, taken over; for groups and for organisers who move in."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.directory.views.uploads import limited_upload
from clusterhub.documents.refusals import CannotRead
from clusterhub.events.admitting import choices_of
from clusterhub.events.forms.parties import AttendeesForm, ListForm
from clusterhub.events.jobs import take_people_over
from clusterhub.events.models import AttendanceMode, ListPurpose, PeopleList, PoolKind
from clusterhub.events.operations.group_refusals import (
    GroupTooLarge,
    ListAtWork,
    TooManyLetters,
)
from clusterhub.events.operations.people_lists import (
    bring_list,
    drop_list,
    set_choices,
    start_list,
)
from clusterhub.events.operations.refusals import (
    EventCalledOff,
)
from clusterhub.events.people_preview import Preview
from clusterhub.events.people_tables import in_words
from clusterhub.events.permissions import can_see_people
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent

PER_PAGE = 100


def too_large(request, words, **_names):
    return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")


def modes_of(event):
    pools = event.pools.filter(kind=PoolKind.MODE).order_by("mode")
    return [(mode, AttendanceMode(mode).label) for mode in pools.values_list("mode", flat=True)]


def brought(request, event, form, purpose):
    """The list that was made of a valid form, or None and an error in it."""
    try:
        return bring_list(event, purpose=purpose, by=request.user, **form.choices())
    except CannotRead as refusal:
        form.add_error(None, in_words(refusal))
        return None


@never_cache
@limited_upload(too_large)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def people_lists(request, slug):
    event = event_for(request, slug, can_see_people)
    modes = modes_of(event)
    if not modes:
        messages.info(request, _("Say first how many places there are."))
        return redirect("events:admission", slug)
    form = AttendeesForm(sent(request), request.FILES or None, modes=modes)
    if form.is_valid() and (made := brought(request, event, form, ListPurpose.ATTENDEES)):
        return redirect("events:people-list", slug, made.pk)
    lists = event.people_lists.filter(purpose=ListPurpose.ATTENDEES).select_related("by")[:20]
    context = {"event": event, "form": form, "lists": lists, "choices": choices_of(event)}
    status = 422 if request.method == "POST" else 200
    return render(request, "events/groups/bring_people.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def people_list(request, slug, pk):
    event = event_for(request, slug, can_see_people)
    return preview_page(request, _list(event, pk), names="people-list", back="people-lists")


def preview_page(request, people_list, *, names, back):
    """A list as it is judged; what is chosen of it is saved here, too."""
    event = people_list.event
    here = reverse(f"events:{names}", args=[event.slug, people_list.pk])
    first = people_list.rows.values_list("cells", flat=True).first() or ()
    form = ListForm(sent(request), people_list=people_list, first_row=first)
    if form.is_valid():
        try:
            set_choices(people_list, columns=form.columns, on_typo=form.cleaned_data["on_typo"])
        except ListAtWork:
            messages.error(request, _("It is being taken over."))
        return redirect(here)
    preview = Preview(people_list, request.GET.get("verdict", ""))
    page = Paginator(preview.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "event": event,
        "list": people_list,
        "form": form,
        "preview": preview,
        "page": page,
        "rows": preview.shown(page),
        "choices": choices_of(event),
        "here": here,
        "back_url": reverse(f"events:{back}", args=[event.slug]),
        "taking_url": reverse(f"events:{names}-taking", args=[event.slug, people_list.pk]),
        "end_url": reverse(f"events:{names}-end", args=[event.slug, people_list.pk]),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/groups/list.html", context, status=status)


@require_POST
@login_required
def people_list_taking(request, slug, pk):
    event = event_for(request, slug, can_see_people)
    take(request, _list(event, pk))
    return redirect("events:people-list", slug, pk)


@require_POST
@login_required
def people_list_end(request, slug, pk):
    event = event_for(request, slug, can_see_people)
    let_go(request, _list(event, pk))
    return redirect("events:people-lists", slug)


def take(request, people_list):
    try:
        is_first = start_list(people_list, by=request.user)
    except GroupTooLarge as refusal:
        words = _("At most %d people come together or not at all. Let as many come as fit.")
        messages.error(request, words % refusal.most)
    except EventCalledOff:
        messages.error(request, _("The event is cancelled."))
    except TooManyLetters as refusal:
        words = _("At most %(most)d letters leave in a day; %(written)d did. Ask the event team.")
        messages.error(request, words % {"most": refusal.most, "written": refusal.written})
    else:
        if is_first:
            transaction.on_commit(partial(take_people_over.enqueue, people_list.pk))


def let_go(request, people_list):
    try:
        drop_list(people_list)
        messages.success(request, _("The list is gone."))
    except ListAtWork:
        messages.error(request, _("It is being taken over."))


def _list(event, pk):
    rows = PeopleList.objects.select_related("event", "organisation")
    return get_object_or_404(rows, event=event, purpose=ListPurpose.ATTENDEES, pk=pk)
