"""Registration for the coming talks, and invented people who come to one of them and wait for it."""

from django.utils import timezone

from clusterhub.events.models import AttendanceMode, Event, EventFormat, EventStatus, Way
from clusterhub.events.operations import register, set_admission
from clusterhub.events.operations.admission import MODES_OF

PLACES = {AttendanceMode.ON_SITE: 6, AttendanceMode.ONLINE: None}
PEOPLE = (
    *("Alma Berg", "Bruno Costa", "Chiara Neri", "Dovile Kalnina", "Emil Novak"),
    *("Fatima El Amrani", "Goran Petek", "Hanna Virta"),
)


def load_registrations(by):
    coming = Event.objects.filter(status=EventStatus.PUBLISHED, starts_at__gt=timezone.now())
    for event in coming.filter(admission=None).order_by("starts_at"):
        modes = MODES_OF[event.format]
        set_admission(event, places={mode: PLACES[mode] for mode in modes}, by=by)
        if event.format != EventFormat.ONLINE:
            _fill(event, modes[0], by)


def _fill(event, mode, by):
    """More than there are places, so that the waiting list can be seen."""
    for name in PEOPLE:
        address = f"{name.split()[0].lower()}@demo.clusterhub.example"
        register(event, name=name, email=address, mode=mode, by=by, way=Way.DESK)
