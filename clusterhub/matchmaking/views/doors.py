"""The way in to pages behind one's own link: the registration, the event's meetings, her part in them."""

from dataclasses import dataclass

from django.http import Http404

from clusterhub.events.models import RegistrationStatus
from clusterhub.events.views.own import own_or_404
from clusterhub.matchmaking.models import Matchmaking, Participant


@dataclass
class Own:
    """Somebody registered where people meet; `participant` is None who has not opted in, or left."""

    token: str
    registration: object
    matchmaking: Matchmaking
    row: Participant | None  # Also of who left, so that a profile is not typed twice.

    @property
    def event(self):
        return self.registration.event

    @property
    def participant(self):
        return self.row if self.row and self.row.left_at is None and self.is_coming else None

    @property
    def is_coming(self):
        return self.registration.status == RegistrationStatus.CONFIRMED

    def context(self):
        return {
            "token": self.token,
            "event": self.event,
            "matchmaking": self.matchmaking,
            "participant": self.participant,
        }


def own_of(token):
    """404 for a link that we never gave, and where nobody meets."""
    registration = own_or_404(token)
    rows = Participant.objects.filter(registration=registration.pk).select_related("matchmaking")
    row = rows.first()
    hers = Matchmaking.objects.filter(event=registration.event_id)
    matchmaking = row.matchmaking if row else hers.first()
    if matchmaking is None:
        raise Http404
    matchmaking.event = registration.event
    if row:
        row.registration = registration
    return Own(token, registration, matchmaking, row)


def taking_part_or_404(token):
    own = own_of(token)
    if own.participant is None:
        raise Http404
    return own
