from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.activity.kept import kept_for_visitors
from clusterhub.clock.content_lines import CONTENT_TYPE
from clusterhub.directory.views.lists import list_as_json, render_list
from clusterhub.funding.calendars import calendar_of
from clusterhub.funding.forms import CallFilters, offers
from clusterhub.funding.models import Call
from clusterhub.funding.permissions import can_edit_calls
from clusterhub.funding.shapes import call_in_full, call_in_list, words_of
from clusterhub.web.parts import kept_offers

PER_PAGE = 25
MOST_MENTIONS = 200
KEPT_IN_CALENDAR = timedelta(days=90)
MOST_IN_CALENDAR = 1000


@require_safe
@kept_for_visitors
def calls(request):
    filters, page = _filtered(request)
    context = {"page": page, "filters": filters, "can_edit": can_edit_calls(request.user)}
    context["now"] = timezone.now()
    return render_list(request, "funding", "calls", context)


@require_safe
def calls_json(request):
    _filters, page = _filtered(request)
    return list_as_json(request, "calls", page, call_in_list)


def _filtered(request):
    visible = Call.objects.visible_to(request.user)
    filters = CallFilters(request.GET, kept_offers(request, lambda: offers(visible)))
    rows = filters.apply(visible).with_list()
    return filters, Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


@require_safe
def call(request, slug):
    row = _visible(request, slug)
    context = {
        "call": row,
        "status": row.status(),
        "is_closing_soon": row.is_closing_soon(),
        "subjects": [{"name": words_of(each), **_address(each)} for each in row.subjects()],
        "mentions": _mentions(row, request.user),
        "can_edit": can_edit_calls(request.user),
    }
    return render(request, "funding/call.html", context)


@require_safe
def call_json(request, slug):
    row = _visible(request, slug)
    data = call_in_full(row, list(row.subjects()), _mentions(row, request.user))
    return JsonResponse(data)


@require_safe
def call_ics(request, slug):
    row = _visible(request, slug)
    calendar = calendar_of([row], row.title, row.get_absolute_url())
    return _download(calendar, f"{row.slug}.ics")


@require_safe
def calendar(request):
    """The deadlines of what the address asks for, to subscribe to; for everyone the same."""
    public = Call.objects.public()
    rows = CallFilters(request.GET, offers(public)).apply(public).with_list()
    rows = rows.filter(last_deadline_at__gt=timezone.now() - KEPT_IN_CALENDAR)[:MOST_IN_CALENDAR]
    return _download(
        calendar_of(rows, _("Deadlines of calls"), reverse("funding:calls")), "calls.ics"
    )


def _download(content, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def _visible(request, slug):
    rows = Call.objects.visible_to(request.user).select_related("organisation").with_deadlines()
    return get_visible_or_404(rows, slug=slug)


def _mentions(row, user):
    mentions = row.mentions.visible_to(user).with_summaries()
    first = {}
    for mention in mentions.order_by("-summary__event__starts_at", "pk")[:MOST_MENTIONS]:
        first.setdefault(mention.summary_id, mention)
    return list(first.values())


def _address(subject):
    return {"url": f"{reverse('funding:calls')}?{subject['of']}={subject['slug']}"}
