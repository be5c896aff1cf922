"""Deadlines of the calls that somebody follows, for her agenda."""

from django.utils.translation import gettext as _

from clusterhub.accounts.appointments import Appointment
from clusterhub.funding.calendars import deadline_entry
from clusterhub.funding.models import Call, CallStatus, Deadline, Follow

OFF = (CallStatus.CANCELLED, CallStatus.SUSPENDED, CallStatus.RESULTS_OUT)


def followed_deadlines(person, since):
    """Of calls that she follows one by one; what fits a saved search comes by letter. Two statements
    at most."""
    follows = Follow.objects.telling().filter(follower__person=person, call__isnull=False)
    public = Call.objects.public().filter(pk__in=follows.values("call"))
    rows = Deadline.objects.filter(call__in=public, closes_at__gte=since).select_related("call")
    return [_appointment(each) for each in rows if each.call.status() not in OFF]


def _appointment(deadline):
    call = deadline.call
    parts = (deadline.label, call.programme)
    return Appointment(
        title=_("Deadline: %(title)s") % {"title": call.title},
        starts_at=deadline.closes_at,
        ends_at=deadline.closes_at,
        time_zone=deadline.time_zone,
        words=" · ".join(part for part in parts if part),
        address=call.get_absolute_url(),
        lines=tuple(deadline_entry(call, deadline)),
        is_moment=True,
        day=deadline.day if deadline.is_day_only else None,
    )
