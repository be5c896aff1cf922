"""Who takes part, for the organiser: with how many meetings, and who has nobody yet."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from clusterhub.matchmaking.desk_state import without_any
from clusterhub.matchmaking.models import Meeting, MeetingRequest, Participant, RequestState

SHOWS = {
    "": _("All"),
    "none": _("With nobody yet"),
    "waiting": _("With a meeting without a time"),
}


def people_of(matchmaking, *, words="", shows=""):
    """Participants with `held`, `without_time` and `pending`, those with the fewest first."""
    rows = Participant.objects.present().filter(matchmaking=matchmaking.pk)
    if words:
        own = Q(registration__name__icontains=words)
        own |= Q(registration__organisation_name__icontains=words)
        rows = rows.filter(own | Q(registration__organisation__name__icontains=words))
    if shows == "none":
        rows = without_any(rows)
    living = Meeting.objects.living().filter(Q(a=OuterRef("pk")) | Q(b=OuterRef("pk")))
    asked = MeetingRequest.objects.filter(state=RequestState.PENDING)
    asked = asked.filter(Q(asker=OuterRef("pk")) | Q(asked=OuterRef("pk")))
    rows = rows.annotate(
        held=_number(living.filter(slot__isnull=False)),
        without_time=_number(living.filter(slot=None)),
        pending=_number(asked),
    )
    if shows == "waiting":
        rows = rows.filter(without_time__gt=0)
    near = ("registration__organisation", "registration__country")
    return rows.select_related(*near).order_by("held", "registration__name", "pk")


def _number(rows):
    found = rows.order_by().values("matchmaking").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(found), 0)
