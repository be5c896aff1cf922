"""The line of an event in a list."""

from django import template
from django.template.loader import render_to_string

from clusterhub.clock.templatetags.clock import reader_zone_of
from clusterhub.clock.words import range_in_words
from clusterhub.events.models import EventFormat, SpeakerPart
from clusterhub.events.neighbours import Neighbour
from clusterhub.web.parts import kept_article, kept_part

register = template.Library()


@register.simple_tag(takes_context=True)
def event_row(context, event, within_series=""):
    """One line. Lists are read far more than changed, so the same words are rendered once."""
    summary = event.published_summary
    mark = getattr(event, "mark", None) or {}
    zone = event.time_zone
    hours = range_in_words(event.starts_at, event.ends_at, zone, reader_zone_of(context))
    return kept_part(
        "events/_row.html",
        url=event.get_absolute_url(),
        title=event.title,
        day=event.starts_there.date(),
        hours=hours.in_a_list,
        format=EventFormat(event.format),
        place=event.place,
        series="" if within_series or not event.series else event.series.name,
        summary_url=summary.get_absolute_url() if summary else "",
        people=getattr(event, "people_line", ""),
        block_state=getattr(event, "block_state", ""),
        mark_text=mark.get("text", ""),
        mark_state=mark.get("state", ""),
        mark_icon=mark.get("icon", ""),
    )


@register.simple_tag(takes_context=True)
def programme_rows(context, rows, zone):
    """The beginning of a long programme; kept by all that its lines say, which is no person."""
    reader_zone = reader_zone_of(context)

    def render():
        values = {"rows": [(row, _reader_words(row, zone, reader_zone)) for row in rows]}
        return render_to_string("events/_programme_rows.html", values)

    return kept_article(("programme rows", rows, zone, reader_zone), render)


def _reader_words(row, zone, reader_zone):
    if not row.starts_at:
        return ""
    words = range_in_words(row.starts_at, row.ends_at, zone, reader_zone)
    return "" if words.is_same_hour else words.reader


@register.simple_tag(takes_context=True)
def event_facts(context):
    """Material and facts beside an event, which change less often than what it is called."""
    event, neighbours, series = context["event"], context["neighbours"], context["event"].series
    has_venue = context["has_venue"] and event.venue_name
    venue = (event.venue_name, event.venue_address, event.place) if has_venue else ()
    return kept_part(
        "events/_facts.html",
        recording_url=event.recording_url,
        slides_url=event.slides_url,
        links=tuple((link.url, link.label) for link in event.links.all()),
        time_zone=str(event.time_zone),
        time_as_printed=event.time_as_printed,
        venue=tuple(filter(None, venue)),
        presidency=str(event.presidency or ""),
        parent=neighbours.parent,
        series=Neighbour(series.name, series.get_absolute_url()) if series else None,
        host=neighbours.host,
        organiser=_organiser(series),
        co_organisers=tuple(neighbours.co_organisers),
    )


def _organiser(series):
    organiser = series.organiser if series else None
    if organiser is None:
        return None
    return Neighbour(organiser.name, organiser.get_absolute_url() if organiser.published_at else "")


@register.simple_tag
def speaker_line(speaker):
    """A person with role, organisation and country; the same few hundred people speak again."""
    person, organisation = speaker.person, speaker.organisation
    is_listed = organisation is not None and organisation.published_at is not None
    return kept_part(
        "web/components/person_line.html",
        name=person.name,
        url=person.get_absolute_url() if person.published_at else "",
        role=speaker.role,
        organisation=speaker.organisation_name,
        organisation_url=organisation.get_absolute_url() if is_listed else "",
        country=str(person.country or ""),
        part="" if speaker.part == SpeakerPart.SPEAKER else speaker.get_part_display(),
        photo_url="",
    )


@register.simple_tag
def filter_group(group):
    """One filter with what it offers; most visits see the same sixty options."""
    return kept_part(
        "events/_filter_group.html",
        name=group["name"],
        label=str(group["label"]),
        options=tuple(
            (option["value"], option["label"], option["count"], option["is_chosen"])
            for option in group["options"]
        ),
    )
