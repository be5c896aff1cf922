"""What stays of an event's meetings when its people are forgotten: counts."""

from django.utils import timezone

from clusterhub.matchmaking.counting import counted_figures
from clusterhub.matchmaking.models import Matchmaking, MeetingFigures


def freeze_figures(event_pk):
    """Keep what the rows say now. Figures that were kept before stay: later there are fewer rows."""
    matchmaking = Matchmaking.objects.filter(pk=event_pk).first()
    if matchmaking is None or MeetingFigures.objects.filter(pk=event_pk).exists():
        return None
    now = timezone.now()
    facts = counted_figures(matchmaking, now)
    return MeetingFigures.objects.create(matchmaking=matchmaking, figures=facts, counted_at=now)


def freeze_before_forgetting(instance, created, **_signal):
    """Events begin to forget people with this row, in the same transaction."""
    if created:
        freeze_figures(instance.event_id)
