"""What an organiser's desk says of an event: what is there, what is missing, what comes next."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from clusterhub.events import permissions
from clusterhub.events.models import (
    Admission,
    CoOrganiser,
    Event,
    EventFormat,
    EventKind,
    EventStatus,
    Session,
    Speaker,
)

DOORS = {
    "can_edit": permissions.can_edit_event,
    "can_change_status": permissions.can_change_event_status,
    "can_change_admission": permissions.can_change_admission,
    "can_approve": permissions.can_approve,
    "can_see_people": permissions.can_see_people,
    "can_use_door": permissions.can_use_door,
    "can_manage_organisers": permissions.can_manage_organisers,
}


@dataclass
class Part:
    """One thing that a reader looks for on the page; `words` say what is missing."""

    label: str
    url: str
    is_there: bool
    words: str = ""
    is_needed: bool = True

    @property
    def is_missing(self):
        return self.is_needed and not self.is_there


def doors(user, event):
    """What this person may do with the event: the booleans by which the desk's links show."""
    return {name: may(user, event) for name, may in DOORS.items()}


def parts_of(event, can_admit=True):
    """Every part of the page, in the order in which one sets up an event; registration only for
    who may open it."""
    known, facts = _known(event), _address("edit", event)
    about = bool(event.lead and event.description)
    words = _("One sentence for lists, and a description.")
    parts = [
        Part(_("What it is about"), facts, about, words),
        *_where(event, facts),
        *_what_is_usual(event, known),
        Part(_("Topics"), facts, known["has_topics"], _("So that it is found by its subject.")),
    ]
    if can_admit:
        url, words = _address("admission", event), _("Without it, people only read.")
        there = known["has_admission"]
        parts.append(Part(_("Registration"), url, there, words, is_needed=False))
    return parts


def next_step(event, parts, can_change_status):
    """What to do now: label, url and words; nothing when all is done."""
    missing = [part for part in parts if part.is_missing]
    if event.status == EventStatus.DRAFT and missing:
        part = missing[0]
        return {"label": part.label, "url": part.url, "words": part.words}
    if event.status == EventStatus.DRAFT and can_change_status:
        url = _address("publication", event)
        return {"label": _("Publish it"), "url": url, "words": _("Nothing is missing.")}
    if event.is_over and not (event.recording_url or event.slides_url):
        url, words = _address("edit", event), _("People look for them now.")
        return {"label": _("Add recording and slides"), "url": url, "words": words}
    return None


def _where(event, facts):
    rows = []
    if event.format != EventFormat.ONLINE:
        has_address = bool(event.venue_name and (event.venue_address or event.city))
        rows.append(Part(_("Venue"), facts, has_address, _("Name, address and town.")))
        words = _("How one gets in, with a wheelchair too; a point on the map; a plan.")
        has_way = bool(event.venue_access)
        rows.append(Part(_("The way in"), _address("venue", event), has_way, words))
    if event.format != EventFormat.ON_SITE:
        words = _("A public address; leave it out if only registered people join.")
        there = bool(event.online_url)
        rows.append(Part(_("Where to watch"), facts, there, words, is_needed=False))
    return rows


def _what_is_usual(event, known):
    """A small event of a member may do without."""
    is_needed = event.kind != EventKind.COMMUNITY
    programme, hosts = _address("programme", event), _address("hosts", event)
    has_hosts = known["has_hosts"] or bool(event.organisation_id or event.series_id)
    words = [
        _("Parts with their hours."),
        _("Who speaks and who moderates."),
        _("The organisation that hosts it, and others that take part."),
    ]
    return [
        Part(_("Programme"), programme, known["has_sessions"], words[0], is_needed),
        Part(_("People"), programme, known["has_speakers"], words[1], is_needed),
        Part(_("Who holds it"), hosts, has_hosts, words[2], is_needed),
    ]


def _known(event):
    """What stands in other tables, in one query."""
    own = OuterRef("pk")
    tables = {
        "has_sessions": Session.objects.filter(event=own),
        "has_speakers": Speaker.objects.filter(event=own),
        "has_topics": Event.topics.through.objects.filter(event=own),
        "has_hosts": CoOrganiser.objects.filter(event=own),
        "has_admission": Admission.objects.filter(event=own),
    }
    answers = {name: Exists(rows) for name, rows in tables.items()}
    return Event.objects.filter(pk=event.pk).annotate(**answers).values(*answers).get()


def _address(name, event):
    return reverse(f"events:{name}", args=[event.slug])
