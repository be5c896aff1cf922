from django.conf import settings
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from modelsearch.backends import get_search_backend

from clusterhub.activity.kept import kept_for_visitors
from clusterhub.directory.names import fold
from clusterhub.events.forms.filters import SORTS, EventFilters, offers
from clusterhub.events.lines import by_month, with_people_lines
from clusterhub.events.models import Event
from clusterhub.events.permissions import can_create_event
from clusterhub.events.shapes import event_in_list
from clusterhub.web.parts import kept_offers

PAGE_SIZE = 25
FOUND_AT_MOST = 1000


@require_safe
@kept_for_visitors
def coming(request):
    return _list_page(request, is_past=False)


@require_safe
@kept_for_visitors
def past(request):
    return _list_page(request, is_past=True)


@require_safe
def events_json(request):
    """The lists for programs: the same filters, `past=1` for what is over."""
    is_past = request.GET.get("past") == "1"
    filters = EventFilters(request.GET, default_sort="latest" if is_past else "soonest")
    page = _page(request, _found(_events(request, is_past), filters).with_cards())
    links = {
        "next": page.has_next() and page.next_page_number(),
        "previous": page.has_previous() and page.previous_page_number(),
    }
    return JsonResponse(
        {
            "count": page.paginator.count,
            "pages": page.paginator.num_pages,
            **{name: _address(request, number) for name, number in links.items()},
            "events": [event_in_list(event) for event in page],
        }
    )


def _list_page(request, is_past):
    filters = EventFilters(request.GET, default_sort="latest" if is_past else "soonest")
    events = _events(request, is_past)
    groups = filters.groups(kept_offers(request, lambda: offers(events.facets())))
    page = _page(request, _found(events, filters).with_lines())
    rows = with_people_lines(page)
    context = {
        "page": page,
        "is_past": is_past,
        "filters": filters,
        "groups": groups,
        "chips": filters.chips(groups, request.GET),
        "months": [(_("Newly added"), rows)] if filters.sorted_by == "added" else by_month(rows),
        "sorts": SORTS.items(),
        "other_url": reverse("events:coming" if is_past else "events:past"),
        "can_create": can_create_event(request.user),
    }
    template = "events/_list.html" if request.htmx else "events/list.html"
    return render(request, template, context)


def _events(request, is_past):
    events = Event.objects.visible_to(request.user)
    return events.past() if is_past else events.coming()


def _found(events, filters):
    events = events.matching(**filters.narrowing())
    if filters.words:
        # The index finds what matches in any spelling; the door has already shut out drafts.
        plain = fold(filters.words)
        words = plain if len(plain.split()) == len(filters.words.split()) else filters.words
        found = get_search_backend().search(words, Event.objects.all())
        events = events.filter(pk__in=[event.pk for event in found[:FOUND_AT_MOST]])
    return events.order_by(*filters.order)


def _page(request, events):
    return Paginator(events, PAGE_SIZE).get_page(request.GET.get("page"))


def _address(request, number):
    if not number:
        return None
    query = request.GET.copy()
    query["page"] = number
    return f"{settings.BASE_URL}{request.path}?{query.urlencode()}"
