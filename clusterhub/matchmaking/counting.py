"""The figures of an event's meetings out of its rows: four statements, however many people meet."""

from django.db.models.functions import Coalesce
from django.utils import timezone

from clusterhub.matchmaking import figures as pure
from clusterhub.matchmaking.models import (
    Meeting,
    MeetingReport,
    MeetingRequest,
    Participant,
    ParticipantRole,
)


def figures_of(matchmaking):
    """(figures, when they were counted, whether nobody is left to count)."""
    kept = getattr(matchmaking, "figures", None)
    if kept is not None:
        return kept.figures, kept.counted_at, True
    now = timezone.now()
    return counted_figures(matchmaking, now), now, False


def counted_figures(matchmaking, now):
    return pure.figures(
        [pure.Person(*row) for row in _people(matchmaking)],
        [pure.Request(*row) for row in _requests(matchmaking)],
        [pure.Meeting(*row[:4], row[4] is not None) for row in _meetings(matchmaking)],
        [_report(*row) for row in _reports(matchmaking)],
        now,
    )


def role_words(role):
    return str(ParticipantRole(role).label) if role in ParticipantRole.values else role


def _people(matchmaking):
    """Whoever takes part; who is no longer registered stays out."""
    rows = Participant.objects.present().filter(matchmaking=matchmaking).order_by()
    own, listed = "registration__country", "registration__organisation"
    return rows.values_list(
        "pk",
        "role",
        "registration__mode",
        Coalesce(f"{own}__code", f"{listed}__country__code"),
        Coalesce(f"{own}__name", f"{listed}__country__name"),
        f"{listed}__kind",
    )


def _requests(matchmaking):
    rows = MeetingRequest.objects.filter(matchmaking=matchmaking).order_by()
    return rows.values_list("asker", "asked", "state", "is_arranged")


def _meetings(matchmaking):
    rows = Meeting.objects.filter(matchmaking=matchmaking).order_by()
    return rows.values_list("pk", "a", "b", "slot__ends_at", "cancelled_at")


def _reports(matchmaking):
    rows = MeetingReport.objects.filter(meeting__matchmaking=matchmaking).order_by()
    columns = ("meeting", "outcome", "other_missing_at", "later_outcome", "asked_later_at")
    return rows.values_list(*columns)


def _report(meeting, outcome, missing, later_outcome, asked_later):
    return pure.Report(
        meeting, outcome, missing is not None, later_outcome, asked_later is not None
    )
