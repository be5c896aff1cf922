"""The same calls in other shapes: along a line of time, in a month, side by side, in other sites."""

from dataclasses import replace

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from clusterhub.funding.comparison import MOST_COMPARED, comparison_of
from clusterhub.funding.finding.listing import CallList, list_for_everyone
from clusterhub.funding.finding.wanted import CallsWanted
from clusterhub.funding.models import Call
from clusterhub.funding.month import Month, month_asked
from clusterhub.funding.timeline import Timeline
from clusterhub.web.addresses import absolute

ON_TIMELINE, IN_FRAME, IN_MONTH, SUGGESTED = 60, 10, 500, 8
_ANYWHERE = {"frame-ancestors": ["*"]}
AHEAD = ("open", "announced")


@require_safe
def timeline(request):
    """What takes applications or will, with every cut-off of the next twelve months."""
    calls = CallList(request.GET, request.user)
    ahead = calls
    if not calls.wanted.status:
        ahead = CallList(request.GET, request.user, wanted=replace(calls.wanted, status=AHEAD))
    keys, count = ahead.keys(limit=ON_TIMELINE)
    context = {
        "filters": calls,
        "count": count,
        "most": ON_TIMELINE,
        "timeline": Timeline(calls.rows(keys), timezone.now()),
    }
    return render(request, _template(request, "timeline"), context)


@require_safe
def months(request):
    """The deadlines of one month on a leaf of a calendar."""
    name = month_asked(request.GET.get("month", ""))
    calls = CallList(request.GET, request.user)
    in_month = CallList(request.GET, request.user, wanted=replace(calls.wanted, month=name))
    keys, count = in_month.keys(limit=IN_MONTH)
    month = Month(name, calls.bare_rows(keys, "title", "slug", "programme"))
    context = {
        "filters": calls,
        "month": month,
        "count": count,
        "most": IN_MONTH,
        "before": calls.address(replace(calls.wanted, month=month.before)),
        "after": calls.address(replace(calls.wanted, month=month.after)),
    }
    return render(request, _template(request, "months"), context)


@require_safe
def compare(request):
    """Up to four calls side by side; the address says which."""
    slugs = list(dict.fromkeys(request.GET.getlist("call")))[:MOST_COMPARED]
    visible = Call.objects.visible_to(request.user)
    found = {row.slug: row for row in visible.filter(slug__in=slugs).with_deadlines()}
    calls = [found[slug] for slug in slugs if slug in found]
    now, chosen = timezone.now(), [call.slug for call in calls]
    context = {
        "calls": [
            {"call": call, "deadline": call.next_deadline(now), "without": _compare_url(rest)}
            for call, rest in zip(calls, _others(chosen), strict=True)
        ],
        "rows": comparison_of(calls, now),
        "has_room": len(calls) < MOST_COMPARED,
        "most": MOST_COMPARED,
        "words": request.GET.get("q", "")[:100],
        "suggested": _suggested(request, chosen) if len(calls) < MOST_COMPARED else [],
    }
    return render(request, "funding/compare.html", context)


@require_safe
@xframe_options_exempt
def embedded(request):
    """A short list for a frame in somebody's own website: no script, no cookie, no third party."""
    calls = list_for_everyone(request.GET)
    keys, count = calls.keys(limit=IN_FRAME)
    context = {
        "filters": calls,
        "calls": calls.rows(keys),
        "count": count,
        "all_url": absolute(f"{reverse('funding:calls')}?{calls.as_query}"),
    }
    response = render(request, "funding/embedded.html", context)
    response._csp_replace = _ANYWHERE
    return response


@require_safe
def embedding(request):
    """What to paste into a website to show the calls of an address there."""
    calls = list_for_everyone(request.GET)
    address = absolute(f"{reverse('funding:embedded')}?{calls.as_query}")
    path = f"?{calls.as_query}"
    context = {"filters": calls, "address": address, "height": 640, "path": path}
    context["calls_address"] = f"{reverse('funding:calls')}{path}"
    return render(request, "funding/embedding.html", context)


def _template(request, name):
    is_fragment = request.htmx and not request.htmx.history_restore_request
    return f"funding/_{name}_results.html" if is_fragment else f"funding/{name}.html"


def _others(slugs):
    return [[other for other in slugs if other != slug] for slug in slugs]


def _compare_url(slugs):
    return f"{reverse('funding:compare')}?" + "&".join(f"call={slug}" for slug in slugs)


def _suggested(request, chosen):
    """Calls to set beside those: what the words find, else what closes next."""
    words = request.GET.get("q", "")
    wanted = CallsWanted(words=" ".join(words.split())[:100], status=() if words else ("open",))
    calls = CallList(request.GET, request.user, wanted=wanted)
    keys, _count = calls.keys(limit=SUGGESTED + len(chosen))
    rows = [row for row in calls.rows(keys) if row.slug not in chosen][:SUGGESTED]
    return [
        {"title": row.title, "identifier": row.identifier, "url": _compare_url([*chosen, row.slug])}
        for row in rows
    ]
