from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.views.decorators.http import require_safe
from modelsearch.backends import get_search_backend

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.activity.kept import kept_for_visitors
from clusterhub.events.models import EventSeries
from clusterhub.summaries.doubts import doubts_of
from clusterhub.summaries.forms import FilterForm
from clusterhub.summaries.linked_data import linked_data
from clusterhub.summaries.models import EventSummary
from clusterhub.summaries.permissions import can_edit_summaries
from clusterhub.summaries.presenting import Page
from clusterhub.summaries.wording import change_words
from clusterhub.vocabularies.models import Topic
from clusterhub.web.parts import kept_offers

PAGE_SIZE = 20
FOUND_AT_MOST = 1000


@require_safe
@kept_for_visitors
def summaries(request):
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    public = EventSummary.objects.visible_to(request.user).public()
    found = public.matching(**chosen)
    if words := chosen.get("q"):
        hits = get_search_backend().search(words, EventSummary.objects.public())
        found = found.filter(pk__in=[each.pk for each in hits[:FOUND_AT_MOST]])
    keys = found.newest_talk_first().values("pk")
    page = Paginator(keys, PAGE_SIZE).get_page(request.GET.get("page"))
    # First which, then what: sorting with the records in hand would open every one of them.
    lines = EventSummary.objects.filter(pk__in=page.object_list)
    page.object_list = list(lines.with_lines().newest_talk_first())
    context = kept_offers(request, lambda: _offers(public)) | {
        "page": page,
        "form": form,
        "chosen": chosen,
        "is_filtered": any(chosen.values()),
        "can_edit": can_edit_summaries(request.user),
    }
    template = "summaries/_list.html" if request.htmx else "summaries/list.html"
    return render(request, template, context)


def _offers(summaries):
    """What the filters offer."""
    return {
        "series": list(_with(summaries, EventSeries.objects, "event__series")),
        "topics": list(_with(summaries, Topic.objects, "mentions__topic")),
        "years": summaries.years_of_talks(),
    }


def _with(summaries, rows, path):
    """The rows that some of the summaries have; each stops at its first one, unlike a join."""
    return rows.filter(Exists(summaries.filter(**{path: OuterRef("pk")})))


@require_safe
@kept_for_visitors
def summary_page(request, slug):
    summary = published_summary(request, slug)
    return render(request, "summaries/summary.html", page_context(request, summary))


def published_summary(request, slug):
    visible = EventSummary.objects.visible_to(request.user).public()
    return get_visible_or_404(visible.with_events(), slug=slug)


def page_context(request, summary, record=None):
    """What the page shows: of the published record, or of a draft for its editors."""
    mentions = {each.place: each for each in summary.mentions.with_targets()}
    page = Page(record or summary.published_record, mentions)
    event = summary.event
    can_edit = can_edit_summaries(request.user)
    findings = (
        summary.findings.of_the_public() if record is None else summary.findings.of_the_draft()
    )
    return {
        "summary": summary,
        "page": page,
        "event": event,
        "is_draft": record is not None,
        "doubts": doubts_of(findings, page.record),
        "corrections": [
            {"at": each.at, "what": each.what, "changes": [change_words(c) for c in each.changes]}
            for each in summary.corrections.all()
        ],
        "cited_in": list(event.mentions.visible_to(request.user).with_summaries()) if event else [],
        "linked_data": linked_data(summary, page, settings.BASE_URL) if record is None else None,
        "can_edit": can_edit,
    }
