"""From the first word to the money: how many came how far, as bars and as figures."""

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models import Outcome, OutcomePlace, Step
from clusterhub.applications.models.deciding import FUNDED
from clusterhub.events.plots import share_of


def funnel_steps(hosted, standings):
    """Each step with how many applications came as far as that."""
    rows = hosted.applications.real()
    funded = Outcome.objects.filter(FUNDED, decision__hosted=hosted)
    counts = rows.aggregate(
        started=Count("pk"), submitted=Count("pk", filter=Q(submitted_at__isnull=False))
    )
    return [
        {"name": "started", "label": _("Started"), "count": counts["started"]},
        {"name": "submitted", "label": _("Handed in"), "count": counts["submitted"]},
        {
            "name": "eligible",
            "label": _("Eligible"),
            "count": sum(s.is_eligible for s in standings),
        },
        {
            "name": "judged",
            "label": _("With final scores"),
            "count": sum(s.is_eligible and s.total is not None for s in standings),
        },
        *_ends(hosted, funded),
    ]


def _ends(hosted, funded):
    if hosted.second_stage():
        invited = Outcome.objects.filter(decision__hosted=hosted, place=OutcomePlace.INVITED)
        label = _("Invited to the second stage")
        return [{"name": "invited", "label": label, "count": invited.count()}]
    signed = funded.filter(award__signed_on__isnull=False).count()
    return [
        {"name": "funded", "label": _("Funded"), "count": funded.count()},
        {"name": "signed", "label": _("Agreement signed"), "count": signed},
    ]


def funnel_rows(hosted, standings):
    """The same with bars."""
    steps = funnel_steps(hosted, standings)
    most = max(step["count"] for step in steps)
    return [step | {"width": share_of(step["count"], most)} for step in steps]


def country_rows(decision):
    """By country: applications, funded, and what they get; the largest first."""
    rows = decision.outcomes.values("country").annotate(
        count=Count("pk"), funded=Count("pk", filter=FUNDED), sum=Sum("amount", filter=FUNDED)
    )
    rows = sorted(rows, key=lambda row: (-row["count"], row["country"]))
    most = max((row["count"] for row in rows), default=0)
    return [
        row | {"width": share_of(row["count"], most), "funded_width": share_of(row["funded"], most)}
        for row in rows
    ]


def award_figures(hosted):
    """What the publisher's own report asks for: money granted, signed, paid; what is due."""
    funded = Outcome.objects.filter(FUNDED, decision__hosted=hosted)
    steps = Step.objects.filter(award__outcome__in=funded)
    total = funded.aggregate(
        count=Count("pk"),
        granted=Sum("amount"),
        signed=Count("pk", filter=Q(award__signed_on__isnull=False)),
        closed=Count("pk", filter=Q(award__closed_at__isnull=False)),
        stopped=Count("pk", filter=Q(award__stopped_at__isnull=False)),
        countries=Count("country", distinct=True),
    )
    paid = steps.filter(paid_on__isnull=False).aggregate(sum=Sum("amount"))["sum"]
    return total | {"granted": total["granted"] or 0, "paid": paid or 0}
