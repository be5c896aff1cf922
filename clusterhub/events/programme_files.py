"""What the files of a programme are made of, besides its record: addresses, words, the event's facts."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clusterhub.clock.words import day_in_words, range_in_words
from clusterhub.events.models import EventFormat, SessionFormat
from clusterhub.events.programme_record import programme_record
from clusterhub.events.session_addresses import session_path
from clusterhub.events.writing import Frame
from clusterhub.web.addresses import absolute


def frame_of(event):
    """Needs series and country; the record costs four statements at most."""
    return Frame(
        record=programme_record(event),
        slug=event.slug,
        title=event.title,
        zone=event.time_zone,
        starts=event.starts_there,
        ends=event.ends_there,
        changed=event.updated_at,
        url=absolute(event.get_absolute_url()),
        session_url=lambda each: absolute(session_path(event.slug, each["uid"], each["title"])),
        site_name=settings.SITE_NAME,
        site_url=settings.BASE_URL,
        place=_place(event),
    )


def _place(event):
    if event.format == EventFormat.ONLINE:
        return ""
    return ", ".join(part for part in (event.venue_name, event.place) if part)


def paper_words(event):
    """All words of the printed programme that are not its own."""
    when = range_in_words(event.starts_at, event.ends_at, event.time_zone)
    return {
        "language": get_language() or "en",
        "programme": _("Programme"),
        "when": f"{when.day}, {when.event}",
        "note": _(
            "Hours as clocks show them in {city}. As of today; the newest programme: {address}"
        ),
        "cancelled": _("Cancelled"),
        "later": _("Hours follow"),
        "formats": {value: str(label) for value, label in SessionFormat.choices},
        "day": day_in_words,
    }
