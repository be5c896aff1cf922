"""A small site in which every field that somebody can type holds an attack."""

from datetime import timedelta

from django.utils import timezone

from clusterhub.directory.operations import (
    add_affiliation,
    create_organisation,
    create_person,
    publish,
)
from clusterhub.events.models import EventFormat
from clusterhub.events.operations import (
    add_speaker,
    create_event,
    make_series,
    postpone_event,
    publish_event,
)
from clusterhub.funding.operations import add_deadline, create_call, publish_call
from clusterhub.news.operations import publish_news
from clusterhub.vocabularies.models import Topic

ATTACK = "x\"'><script>alert(1)</script></script><img src=x onerror=alert(1)>{{ 7*7 }}\r\nX-EVIL:1"
SCRIPT = "javascript:alert(1)"


def make_hostile_site():
    """One of each kind, all published; gives their addresses."""
    now = timezone.now()
    topic = Topic.objects.create(slug="attack", name=ATTACK)
    organisation = publish(
        create_organisation(
            name=ATTACK, kind="sme", description=ATTACK, website=SCRIPT, by=None,
            other_names=[(ATTACK + "2", "former")],
        ),
        by=None,
    )  # fmt: skip
    person = create_person(name=ATTACK, other_names=[ATTACK], by=None)
    add_affiliation(person, organisation=organisation, role=ATTACK, by=None)
    publish(person, by=None)
    series = make_series(
        by=None, name=ATTACK, summary=ATTACK, rhythm=ATTACK, organiser=organisation
    )
    starts_at = now + timedelta(days=3)
    event = create_event(
        by=None, title=ATTACK, lead=ATTACK, description=ATTACK, format=EventFormat.HYBRID,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), series=series, topics=[topic],
        venue_name=ATTACK, venue_address=ATTACK, city="x\"><b>", online_url=SCRIPT,
        recording_url=SCRIPT, slides_url=SCRIPT, links=[(ATTACK, SCRIPT)],
        venue_access=ATTACK, organisation=organisation, kind="conference",
    )  # fmt: skip
    side = create_event(
        by=None, title=ATTACK, format=EventFormat.ONLINE, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1), parent=event,
    )  # fmt: skip
    publish_event(side, by=None)
    add_speaker(event, person=person, role=ATTACK, organisation=organisation, by=None)
    event = postpone_event(publish_event(event, by=None), by=None, note=ATTACK)
    call = create_call(
        title=ATTACK, by=None, topics=[topic], summary=ATTACK, programme=ATTACK,
        identifier=ATTACK[:60], url=SCRIPT, organisation=organisation,
    )  # fmt: skip
    add_deadline(call, closes_at=starts_at, by=None, label=ATTACK[:100], as_printed=ATTACK[:150])
    call = publish_call(call, by=None)
    news = publish_news(title=ATTACK, lead=ATTACK, body=ATTACK, by=None, topics=[topic])
    return [each.get_absolute_url() for each in (organisation, person, series, event, call, news)]
