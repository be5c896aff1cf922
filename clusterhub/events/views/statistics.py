"""Figures: all of them for the team, and those for everybody when the event is over."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.activity.kept import kept_for_visitors
from clusterhub.documents.tables import csv_lines
from clusterhub.events.counting import figures_of
from clusterhub.events.figure_tables import PUBLIC, TEAM, csv_rows, opinion_rows, tables
from clusterhub.events.figures import LEAST_ANSWERS
from clusterhub.events.models import Event, EventStatus
from clusterhub.events.permissions import can_edit_event, can_see_people
from clusterhub.events.plots import growth
from clusterhub.events.views.doors import allow
from clusterhub.web.addresses import absolute


def _for_the_team(request, slug):
    rows = Event.objects.visible_to(request.user).select_related("figures", "admission")
    event = get_object_or_404(rows, slug=slug)
    allow(can_edit_event(request.user, event))
    return event


@never_cache
@require_safe
@login_required
def statistics(request, slug):
    event = _for_the_team(request, slug)
    facts = figures_of(event)
    context = {
        "event": event,
        "facts": facts,
        "plot": growth(facts["days"]),
        "tables": tables(facts, TEAM),
        "opinions": opinion_rows(facts),
        "words": _words(event, facts),
        "least_answers": LEAST_ANSWERS,
        "frozen": getattr(event, "figures", None),
        "can_see_people": can_see_people(request.user, event),
    }
    return render(request, "events/statistics.html", context)


def _words(event, facts):
    """What participants wrote, in no order, when enough of them have answered."""
    if not facts["feedback"]:
        return {}
    rows = list(event.feedback.values_list("best", "better"))
    return {
        "best": [best for best, _better in rows if best],
        "better": [better for _best, better in rows if better],
    }


@never_cache
@require_safe
@login_required
def statistics_json(request, slug):
    return JsonResponse(figures_of(_for_the_team(request, slug)))


@never_cache
@require_safe
@login_required
def statistics_csv(request, slug):
    event = _for_the_team(request, slug)
    heads = [_("Group"), _("Key"), _("Name"), _("Number")]
    lines = csv_lines(heads, csv_rows(figures_of(event)))
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{event.slug}-statistics.csv"'
    return response


@require_safe
@kept_for_visitors
def figures(request, slug):
    event, facts = _for_everybody(request, slug)
    context = {
        "event": event,
        "facts": facts,
        "tables": tables(facts, PUBLIC),
        "plot": growth(facts["days"]),
    }
    return render(request, "events/figures.html", context)


@require_safe
def figures_json(request, slug):
    event, facts = _for_everybody(request, slug)
    kept = getattr(event, "figures", None)
    said = {
        "event": {"title": event.title, "url": absolute(event.get_absolute_url())},
        "counted_at": kept.made_at if kept else timezone.now(),
        "definitions": {
            "registered": _("People with a confirmed place at the end."),
            "other": _("Groups of fewer than three people, added up."),
        },
        "registered": facts["registered"],
        "country_count": facts["country_count"],
    }
    for name in PUBLIC:
        said[name] = [
            {"key": key, "label": label, "count": count} for key, label, count in facts[name]
        ]
    return JsonResponse(said)


def _for_everybody(request, slug):
    rows = Event.objects.visible_to(request.user).select_related("figures", "admission")
    event = get_visible_or_404(rows, slug=slug)
    is_held = event.is_over and event.status == EventStatus.PUBLISHED
    if not is_held or getattr(event, "admission", None) is None:
        raise Http404
    return event, figures_of(event)
