"""Whom somebody has met at earlier events here. Only the two of a meeting are told of it, and only where
both take part again; a person is known by her account, or by the address with which she registered."""

from django.db.models import Q
from django.utils import timezone

from clusterhub.matchmaking.models import Meeting, Participant
from clusterhub.web.prepared import Prepared

WHO = ("attendee", "address_key")
COLUMNS = (
    *(f"{side}__registration__{name}" for side in ("a", "b") for name in WHO),
    "matchmaking__event__title",
)


def met_before(participant):
    """{account or address: event's title} of meetings that were held, in one statement."""
    me = participant.registration
    # No account and no participant has the number nought.
    rows = _held(me.address_key, me.attendee_id or 0, participant.pk, timezone.now())
    found = {}
    for *two, title in rows:
        for account, address in (two[:2], two[2:]):
            for key in (account, address):
                if key:
                    found.setdefault(key, " ".join(title.split()))
    return {key: title for key, title in found.items() if key not in _keys(me)}


def _of_anybody(address_key, account, here, now):
    own = Q(registration__address_key=address_key) | Q(registration__attendee=account)
    mine = Participant.objects.filter(own).exclude(pk=here).values("pk")
    rows = Meeting.objects.placed().filter(Q(a__in=mine) | Q(b__in=mine), slot__ends_at__lt=now)
    rows = rows.exclude(reports__other_missing_at__isnull=False)
    return rows.order_by("-slot__starts_at").values_list(*COLUMNS)


_held = Prepared(_of_anybody)


def where_met(met, registration):
    """The title of the event where the two met last, or nothing."""
    return next((met[key] for key in _keys(registration) if key in met), "")


def _keys(registration):
    return [key for key in (registration.attendee_id, registration.address_key) if key]
