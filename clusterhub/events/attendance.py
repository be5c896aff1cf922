"""How many came: for the desk while the doors are open, and for the figures afterwards."""

from django.db.models import Count

from clusterhub.events.models import (
    AttendanceMode,
    CheckIn,
    Joining,
    Registration,
    RegistrationStatus,
)


def counts(event):
    """Five statements, however many people: who was expected, who came, by day, session and door."""
    confirmed = Registration.objects.filter(event=event, status=RegistrationStatus.CONFIRMED)
    modes = dict(confirmed.order_by().values_list("mode").annotate(Count("pk")))
    here = CheckIn.objects.standing().filter(registration__event=event).order_by()
    days = here.filter(session=None)
    return {
        "expected": modes.get(AttendanceMode.ON_SITE, 0),
        "online": modes.get(AttendanceMode.ONLINE, 0),
        "came": days.aggregate(n=Count("registration", distinct=True))["n"],
        "joined": Joining.objects.filter(registration__event=event).aggregate(
            n=Count("registration", distinct=True)
        )["n"],
        "days": dict(days.values_list("on").annotate(Count("pk")).order_by("on")),
        "doors": dict(here.values_list("door").annotate(Count("pk"))),
        "sessions": dict(here.exclude(session=None).values_list("session").annotate(Count("pk"))),
    }


def here_now(door):
    """How many are in behind this door today, and how many could be."""
    event, today = door.event, door.day_now
    here = CheckIn.objects.standing().filter(registration__event=event, session=door.session)
    confirmed = Registration.objects.filter(
        event=event, status=RegistrationStatus.CONFIRMED, mode=AttendanceMode.ON_SITE
    )
    if door.session_id is None:
        here = here.filter(on=today) if today else here.none()
    return {"here": here.count(), "expected": confirmed.count()}
