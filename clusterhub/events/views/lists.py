from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Func, Subquery
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from modelsearch.backends import get_search_backend

from clusterhub.accounts.permissions import can_run_events
from clusterhub.activity.kept import kept_for_visitors, shared_parts
from clusterhub.directory.names import fold
from clusterhub.events.doors import VisibleEvents
from clusterhub.events.forms.filters import EventFilters, offers
from clusterhub.events.lines import by_month, with_people_lines
from clusterhub.events.models import Event
from clusterhub.events.models.organisers import levels_of
from clusterhub.events.permissions import can_create_event
from clusterhub.events.shapes import event_in_list
from clusterhub.web.blanks import render_for_readers
from clusterhub.web.parts import kept_offers

PAGE_SIZE = 25
FOUND_AT_MOST = 1000


@require_safe
@kept_for_visitors(rereads=True)
def coming(request):
    return _list_page(request, is_past=False)


@require_safe
@kept_for_visitors(rereads=True)
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
    shared = _shared(request)
    context = {
        "is_past": is_past,
        "series": None,  # No line is within the page of its series here.
        "other_url": reverse("events:coming" if is_past else "events:past"),
        "can_create": can_create_event(request.user),
        "shared": shared,
    }
    if not shared or "results" not in shared:
        context |= _results(request, is_past)
    if request.htmx:
        return render(request, "events/_list.html", context)
    return render_for_readers(request, shared, "events/list.html", context, ("can_create",))


def _shared(request):
    """What is drawn once for all who see no more than a visitor and have chosen nothing."""
    sees_more = can_run_events(request.user) or levels_of(request.user)
    return None if request.GET or request.htmx or sees_more else shared_parts(request, "list")


def _results(request, is_past):
    filters = EventFilters(request.GET, default_sort="latest" if is_past else "soonest")
    events = _events(request, is_past)
    groups = filters.groups(kept_offers(request, lambda: offers(events.facets())))
    if request.GET:
        page = _page(request, _found(events, filters).with_lines())
    else:
        page = _first(request, is_past)
    rows = with_people_lines(page)
    return {
        "page": page,
        "filters": filters,
        "groups": groups,
        "chips": filters.chips(groups, request.GET),
        "months": [(_("Newly added"), rows)] if filters.sorted_by == "added" else by_month(rows),
        "sorts": filters.sorts(request.GET),
    }


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


def _counted(events):
    """The lines of the first page, each with how many lines there are in all."""
    counted = events.order_by().annotate(total=Func("pk", function="COUNT")).values("total")
    return events.with_lines().annotate(total=Subquery(counted))[:PAGE_SIZE]


_first_coming = VisibleEvents(lambda events, now: _counted(events.coming(now)))
_first_past = VisibleEvents(lambda events, now: _counted(events.past(now)))


def _first(request, is_past):
    """The first page where nothing is chosen, as most visits ask for it: as of the minute, as pages
    are kept, so that what was just read for looking whether it holds is what it is drawn from."""
    now = timezone.now().replace(second=0, microsecond=0)
    rows = (_first_past if is_past else _first_coming)(request.user, now)
    paginator = Paginator(rows, PAGE_SIZE)
    paginator.count = rows[0].total if rows else 0
    return Page(rows, 1, paginator)


def _page(request, events):
    return Paginator(events, PAGE_SIZE).get_page(request.GET.get("page"))


def _address(request, number):
    if not number:
        return None
    query = request.GET.copy()
    query["page"] = number
    return f"{settings.BASE_URL}{request.path}?{query.urlencode()}"
