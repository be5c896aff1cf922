"""Whom somebody has met at earlier events here. Only the two of a meeting are told of it, and only where
both take part again; a person is known by her account, or by the address with which she registered."""

from django.db.models import Q
from django.utils import timezone

from clusterhub.matchmaking.models import Meeting, Participant

MOST = 200
WHO = ("attendee", "address_key")
COLUMNS = (
    *(f"{side}__registration__{name}" for side in ("a", "b") for name in WHO),
    "matchmaking__event__title",
)


def met_before(participant):
    """{account or address: event's title} of meetings that were held, in one statement."""
    me = participant.registration
    own = Q(registration__address_key=me.address_key)
    if me.attendee_id:
        own |= Q(registration__attendee=me.attendee_id)
    mine = Participant.objects.filter(own).exclude(pk=participant.pk).values("pk")
    rows = Meeting.objects.placed().filter(Q(a__in=mine) | Q(b__in=mine))
    rows = rows.filter(slot__ends_at__lt=timezone.now()).exclude(
        reports__other_missing_at__isnull=False
    )
    found = {}
    for *two, title in rows.order_by("-slot__starts_at").values_list(*COLUMNS)[:MOST]:
        for account, address in (two[:2], two[2:]):
            for key in (account, address):
                if key:
                    found.setdefault(key, " ".join(title.split()))
    return {key: title for key, title in found.items() if key not in _keys(me)}


def where_met(met, registration):
    """The title of the event where the two met last, or nothing."""
    return next((met[key] for key in _keys(registration) if key in met), "")


def _keys(registration):
    return [key for key in (registration.attendee_id, registration.address_key) if key]
