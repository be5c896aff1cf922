from datetime import timedelta

from django.db.models import Exists, OuterRef
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
from clusterhub.funding.answers import answers_of
from clusterhub.funding.calendars import SAID, calendar_of, kept_calendar
from clusterhub.funding.facts_of_page import is_invited_only, safe_body
from clusterhub.funding.finding.listing import CallList, list_for_everyone
from clusterhub.funding.models import Call, CallDocument
from clusterhub.funding.permissions import can_add_documents, can_edit_calls
from clusterhub.funding.shapes import call_in_full, call_in_list, info_sessions_of, words_of

MOST_MENTIONS = 200
KEPT_IN_CALENDAR = timedelta(days=90)
MOST_IN_CALENDAR = 1000


@require_safe
@kept_for_visitors
def calls(request):
    filters = CallList(request.GET, request.user)
    context = {
        "filters": filters,
        "page": filters.page,
        "can_edit": filters.sees_all,
        "form_url": request.path,
    }
    return render_list(request, "funding", "calls", context)


@require_safe
def calls_json(request):
    return list_as_json(request, "calls", CallList(request.GET, request.user).page, call_in_list)


@require_safe
def call(request, slug):
    row = _visible(request, slug)
    stages = (
        list(row.stages.select_related("call").prefetch_related("decisions"))
        if row.is_hosted
        else []
    )
    context = {
        "call": row,
        "status": row.status(),
        "is_ahead": row.opens_at and row.opens_at > timezone.now(),
        "is_invited_only": is_invited_only(row),
        "body": safe_body(row),
        "subjects": [{"name": words_of(each), **_address(each)} for each in row.subjects()],
        "mentions": _mentions(row, request.user),
        "info_sessions": _info_sessions(row, request.user),
        "can_edit": can_edit_calls(request.user),
        "adds_documents": can_edit_calls(request.user)
        or (stages and can_add_documents(request.user, row)),
        "answers": answers_of(row),
        "next_deadline": row.next_deadline(),
        "works_on_it": _works_on_it(stages, request.user),
        "takes_here": _takes_here(row, stages),
        "results": _results(row, stages),
    }
    return render(request, "funding/call.html", context)


def _works_on_it(stages, user):
    """The first of its stages at whose desk she sits, or None."""
    if not stages or not user.is_authenticated:
        return None
    roles = user.call_roles.filter(ended_at=None).exclude(role="evaluator")
    own = set(roles.filter(hosted__in=stages).values_list("hosted", flat=True))
    return next((stage for stage in stages if stage.pk in own), None)


def _takes_here(row, stages):
    """Whether anybody can begin to apply here now; to a second stage one is invited."""
    if not stages or stages[0].opened_at is None or row.published_at is None:
        return False
    return row.is_open() and not is_invited_only(row)


def _results(row, stages):
    """The last stage, if its results are published."""
    made = stages[-1].decisions.all() if stages else ()
    return stages[-1] if any(each.published_at for each in made) else None


@require_safe
def call_json(request, slug):
    row = _visible(request, slug)
    data = call_in_full(row, list(row.subjects()), _mentions(row, request.user))
    return JsonResponse(data | info_sessions_of(_info_sessions(row, request.user)))


@require_safe
def call_ics(request, slug):
    row = _visible(request, slug)
    calendar = calendar_of([row], row.title, row.get_absolute_url())
    return _download(calendar, f"{row.slug}.ics")


@require_safe
def calendar(request):
    """The deadlines of what the address asks for, to subscribe to; for everyone the same."""
    calls = list_for_everyone(request.GET)
    keys, _count = calls.keys(limit=MOST_IN_CALENDAR, closing_after=calls.now - KEPT_IN_CALENDAR)
    path = reverse("funding:calls")
    content = kept_calendar(
        (path, request.get_host(), calls.versions(keys)),
        lambda: calendar_of(calls.bare_rows(keys, *SAID), _("Deadlines of calls"), path),
    )
    return _download(content, "calls.ics")


def _download(content, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def _visible(request, slug):
    rows = Call.objects.visible_to(request.user).select_related("organisation", "parent")
    documents = CallDocument.objects.filter(call=OuterRef("pk"))
    hosted = Call.objects.filter(pk=OuterRef("pk"), stages__isnull=False)
    explained = Call.objects.filter(pk=OuterRef("pk"), info_sessions__isnull=False)
    rows = rows.with_deadlines().annotate(
        has_documents=Exists(documents), is_hosted=Exists(hosted), is_explained=Exists(explained)
    )
    return get_visible_or_404(rows, slug=slug)


def _mentions(row, user):
    mentions = row.mentions.visible_to(user).with_summaries()
    first = {}
    for mention in mentions.order_by("-summary__event__starts_at", "pk")[:MOST_MENTIONS]:
        first.setdefault(mention.summary_id, mention)
    return list(first.values())


def _info_sessions(row, user):
    """Events at which it is explained, those to come and those that were."""
    if not row.is_explained:
        return []
    return list(row.info_sessions.visible_to(user).select_related("event"))


def _address(subject):
    return {"url": f"{reverse('funding:calls')}?{subject['of']}={subject['slug']}"}
