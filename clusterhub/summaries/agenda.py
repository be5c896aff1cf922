"""The parts of a record that an event on the platform already knows."""

from clusterhub.clock.moments import Moment
from clusterhub.clock.writing import day_as_text, range_as_text
from clusterhub.events.models import SpeakerPart
from clusterhub.summaries.reading.series import DEFAULT
from clusterhub.summaries.record import empty_record


def record_of_event(event):
    """The beginning of a summary: title, hours, and whoever was invited."""
    starts = Moment(event.starts_at, event.time_zone)
    ends = Moment(event.ends_at, event.time_zone)
    printed = f"{day_as_text(starts.local().date())}, {range_as_text(starts, ends)}"
    record = empty_record(
        title=event.title,
        series=event.series.name if event.series else DEFAULT,
        timezone=event.time_zone,
        time_as_printed=event.time_as_printed or printed,
        starts_at=starts.isoformat(),
        ends_at=ends.local(event.time_zone).isoformat(),
    )
    return speakers_of_event(event, record)


def speakers_of_event(event, record):
    """The record with the invitation's moderators and agenda; texts of sections stay."""
    speakers = list(event.speakers.with_people())
    chairs = [each for each in speakers if each.part == SpeakerPart.MODERATOR]
    sessions = list(event.sessions.all())
    agenda, sections = [], []
    texts = {section["title"]: section["text"] for section in record["sections"]}
    for session in sessions:
        people = [
            _person(each)
            for each in speakers
            if each.session_id == session.pk and each.part != SpeakerPart.MODERATOR
        ]
        agenda.append({"number": session.number, "title": session.title, "speakers": people})
        text = texts.pop(session.title, "")
        sections.append({**agenda[-1], "speakers": [dict(each) for each in people], "text": text})
    others = [section for section in record["sections"] if section["title"] in texts]
    return record | {
        "moderators": _once([_person(each) for each in chairs]) or record["moderators"],
        "agenda": agenda or record["agenda"],
        "sections": sections + others if sessions else record["sections"],
    }


def _person(speaker):
    organisation = speaker.organisation_as_printed or (
        speaker.organisation.name if speaker.organisation else None
    )
    return {
        "name": speaker.person.name,
        "role": speaker.role or None,
        "organisation": organisation or None,
    }


def _once(people):
    return [person for index, person in enumerate(people) if person not in people[:index]]
