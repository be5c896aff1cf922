"""Until when a draft has to be handed in, for the agendas of its team."""

from django.utils.translation import gettext as _

from clusterhub.accounts.appointments import Appointment
from clusterhub.applications.models import Application
from clusterhub.clock import content_lines as lines
from clusterhub.funding.models import TAKES_APPLICATIONS
from clusterhub.web.addresses import absolute


def own_drafts(person, since):
    """What nobody has handed in yet, at the next deadline of its call. Two statements at most."""
    rows = Application.objects.written_by(person).real().filter(submitted_at=None)
    rows = rows.filter(forgotten_at=None).select_related("hosted__call")
    found = (_appointment(each, since) for each in rows.prefetch_related("hosted__call__deadlines"))
    return [each for each in found if each]


def _appointment(application, since):
    call = application.hosted.call
    if call.status() not in TAKES_APPLICATIONS:
        return None
    deadlines = [each for each in call.deadlines.all() if each.closes_at >= since]
    deadline = min(deadlines, key=lambda each: each.closes_at, default=None)
    if deadline is None:
        return None
    address = application.get_absolute_url()
    title = _("Hand in: %s") % (application.title or application.reference)
    return Appointment(
        title=title,
        starts_at=deadline.closes_at,
        ends_at=deadline.closes_at,
        time_zone=deadline.time_zone,
        words=call.title,
        address=address,
        lines=tuple(_entry(application, deadline, title, address)),
        is_moment=True,
    )


def _entry(application, deadline, title, address):
    call = application.hosted.call
    changed = lines.utc(max(call.updated_at, application.created_at))
    yield "BEGIN:VEVENT"
    yield f"UID:{application.uid}"
    yield f"SEQUENCE:{call.sequence}"
    yield f"DTSTAMP:{changed}"
    yield f"DTSTART:{lines.utc(deadline.closes_at)}"
    yield f"SUMMARY:{lines.text(title)}"
    yield f"DESCRIPTION:{lines.text(call.title)}"
    yield f"URL:{lines.uri(absolute(address))}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
