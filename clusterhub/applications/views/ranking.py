"""The ranking: as it would be today, or as it was decided; letters, results."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.applications.emails.evaluation import decision_text
from clusterhub.applications.funnels import country_rows
from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.kept_rankings import ranking_of_today
from clusterhub.applications.models import Outcome, OutcomePlace, RoleKind
from clusterhub.applications.models.hosting import CUT_OFF_MARK
from clusterhub.applications.operations import deciding
from clusterhub.applications.operations.deciding import lines_of
from clusterhub.applications.ranking.programme import NotProven
from clusterhub.applications.ranking.sentences import in_words
from clusterhub.applications.rounds import left_for
from clusterhub.applications.standings import missing_in, names_for, standings_in
from clusterhub.applications.views.doors import private
from clusterhub.applications.views.judging_doors import (
    attempt,
    cut_offs_of,
    download_name,
    evaluation_for,
    note_listing,
    tied_to,
)
from clusterhub.documents.tables import csv_lines


def _table(request, hosted):
    """Lines as they stand or were decided, with shortfalls and what is missing; without those of
    applications to which the reader is tied."""
    table, tied = (
        _whole_table(hosted),
        set(tied_to(request.user).values_list("application", flat=True)),
    )
    lines = [line for line in table["lines"] if line["application"].pk not in tied]
    return table | {"lines": lines}


def _whole_table(hosted):
    decision = hosted.decision
    if decision:
        return {"decision": decision, "lines": _decided(decision), "shortfalls": [], "missing": []}
    if getattr(hosted, "procedure", None) is None or not hosted.procedure.criteria:
        return {"decision": None, "lines": [], "shortfalls": [], "missing": [_("No rules yet.")]}
    standings = standings_in(hosted.part)
    names = names_for(hosted, standings)
    try:
        found = ranking_of_today(hosted.part, standings)
    except NotProven:
        words = _("The best choice could not be proven; please tell who runs this site.")
        return {"decision": None, "lines": [], "shortfalls": [], "missing": [words]}
    return {
        "decision": None,
        "lines": [_preview(line) for line in lines_of(hosted, standings, found)],
        "shortfalls": [in_words(each, names) for each in found.shortfalls],
        "missing": missing_in(standings) + deciding.undecided_before(hosted.part),
    }


def _preview(line):
    return line | {
        "label": OutcomePlace(line["place"]).label,
        "reason": " ".join(filter(None, (line["reason"], line["tie"]))),
        "is_funded": line["place"] in (OutcomePlace.FUNDED, OutcomePlace.INVITED),
    }


def _decided(decision):
    rows = decision.outcomes.select_related("application__hosted", "application__lead_region")
    rows = list(rows.select_related("appeal"))
    as_handed_in([row.application for row in rows])
    return [
        {
            "application": row.application,
            "label": row.words(),
            "is_funded": row.is_funded or row.place == OutcomePlace.INVITED,
            "outcome": row,
            **{name: getattr(row, name) for name in ("place", "rank", "score", "amount", "reason")},
        }
        for row in rows
    ]


@require_safe
@private
def ranking(request, slug):
    hosted = evaluation_for(request, slug)
    table = _table(request, hosted)
    funded = [line for line in table["lines"] if line["is_funded"]]
    context = {
        "hosted": hosted,
        "call": hosted.call,
        **table,
        "funded_count": len(funded),
        "funded_sum": sum(line["amount"] for line in funded),
        "countries": country_rows(table["decision"]) if table["decision"] else [],
        "left": left_for(hosted),
    }
    return render(request, "evaluation/ranking.html", context)


@require_safe
@private
def ranking_json(request, slug):
    hosted = evaluation_for(request, slug)
    table = _table(request, hosted)
    note_listing(request, hosted, [each["application"] for each in table["lines"]], "ranking.json")
    decision = table["decision"]
    return JsonResponse(
        {
            "call": hosted.call.slug,
            "cut_offs": cut_offs_of(hosted),
            "decided_at": decision and decision.made_at,
            "digest": decision and decision.minute.digest,
            "missing": table["missing"],
            "shortfalls": table["shortfalls"],
            "lines": [_plain(line) for line in table["lines"]],
        }
    )


def _plain(line):
    numbers = {name: line[name] and str(line[name]) for name in ("score", "amount")}
    words = {name: line[name] for name in ("place", "rank", "reason")}
    return {"reference": line["application"].reference, **words, **numbers}


@require_safe
@private
def ranking_csv(request, slug):
    hosted = evaluation_for(request, slug)
    lines = _table(request, hosted)["lines"]
    note_listing(request, hosted, [each["application"] for each in lines], "ranking.csv")
    heads = [_("Rank"), _("Number"), _("Title"), _("Applicant"), _("Country"), _("Score")]
    heads += [_("Amount"), _("Place"), _("Reason")]
    rows = (
        [
            *(line["rank"], line["application"].reference, line["application"].title),
            *(line["application"].lead, line["application"].lead_country_id, line["score"]),
            *(line["amount"], line["label"], line["reason"]),
        ]
        for line in lines
    )
    cells = (["" if cell is None else str(cell) for cell in row] for row in rows)
    text = "".join(csv_lines([str(head) for head in heads], cells))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{download_name(slug)}-ranking.csv"'
    return response


STEPS = {
    "decision": (deciding.decide, _("Decided, and minuted.")),
    "letters": (deciding.post_decision_letters, _("The letters are on their way.")),
    "results": (deciding.publish_results, _("The results are published.")),
}


@require_POST
@private
def take_step(request, slug, step):
    if step not in STEPS:
        raise Http404
    hosted = evaluation_for(request, slug, RoleKind.OFFICER)
    operation, words = STEPS[step]
    if hosted.rounds and CUT_OFF_MARK not in slug:
        raise Http404  # Else a second click would be about the next one.
    done = attempt(request, operation, hosted, cut_off=hosted.part.key, done=words)
    if done is not None and step == "results":
        return redirect("evaluation:results", slug)
    return redirect("evaluation:ranking", slug)


@require_safe
@private
def letter(request, slug, number):
    """The letter to one applicant as it will go out, or went."""
    hosted = evaluation_for(request, slug)
    rows = Outcome.objects.filter(decision__hosted=hosted)
    rows = rows.select_related("application__hosted__call", "decision")
    rows = rows.exclude(application__in=tied_to(request.user))
    outcome = get_object_or_404(
        rows.select_related("application__hosted__procedure"), application__number=number
    )
    note_listing(request, hosted, [outcome.application], "letter")
    context = {"hosted": hosted, "call": hosted.call, "outcome": outcome}
    context["text"] = decision_text(outcome)[1]
    return render(request, "evaluation/letter.html", context)
