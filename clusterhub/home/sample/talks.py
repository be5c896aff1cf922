"""Talks of the sample: those really held, and coming ones counted from this week."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from clusterhub.clock.moments import local_to_instant
from clusterhub.events.models import Event, EventSeries, SpeakerPart
from clusterhub.events.operations import (
    Appearance,
    Part,
    create_event,
    make_series,
    postpone_event,
    publish_event,
    set_programme,
    update_event,
)
from clusterhub.home.sample.files import blocks
from clusterhub.vocabularies.models import Country, IndustrialEcosystem, Topic

ZONE = "Europe/Brussels"
WEDNESDAY = 2
MADE_UP = "This talk is made up for the demonstration; so are the people named here."


def load_series(by, directory):
    """The two series of the sample, by slug."""
    known = {series.slug: series for series in EventSeries.objects.all()}
    wanted = {
        "eu-clusters-talks": {
            "name": "EU Clusters Talks",
            "summary": "A morning hour for the cluster community: policy, practice, news and funding.",
            "rhythm": "Wednesdays at half past eight, about every two weeks",
        },
        "clusters-meet-regions": {
            "name": "Clusters meet Regions",
            "summary": "Clusters and regional authorities meet where the work is done.",
            "rhythm": "About eight times a year, each time in another region",
        },
    }
    organiser = directory.organisation("European Cluster Collaboration Platform")
    for slug, facts in wanted.items():
        if slug not in known:
            known[slug] = make_series(by=by, organiser=organiser, **facts)
    return known


def load_held(by, directory, series):
    for block in blocks("talks.txt"):
        if not _find(block["title"]):
            day = date.fromisoformat(block["date"])
            event = _create(block, day, by, series["eu-clusters-talks"], _source(block))
            _set_people(event, block, by, directory)
            publish_event(event, by=by)


def load_coming(by, directory, series):
    """Make the coming talks, or move them along when the weeks have passed."""
    today = timezone.localdate()
    this_week = today - timedelta(days=today.weekday())
    for block in blocks("coming.txt"):
        day = this_week + timedelta(weeks=int(block["weeks"]), days=WEDNESDAY)
        if event := _find(block["title"]):
            starts_at, ends_at = _hours(block, day)
            update_event(event, by=by, starts_at=starts_at, ends_at=ends_at)
            continue
        own_series = series[block.get("series", "eu-clusters-talks")]
        event = _create(block, day, by, own_series, {"description": MADE_UP})
        _set_people(event, block, by, directory)
        event = publish_event(event, by=by)
        if block.get("status") == "postponed":
            postpone_event(event, by=by, note="The new date follows.")


def _find(title):
    return Event.objects.filter(title=title).first()


def _source(block):
    links = [("Announcement of the talk", block["source"])]
    return {"time_as_printed": block["printed"], "links": links}


def _create(block, day, by, series, more):
    starts_at, ends_at = _hours(block, day)
    return create_event(
        by=by,
        title=block["title"],
        lead=block["lead"],
        series=series,
        format=block.get("format", "online"),
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=ZONE,
        venue_name=block.get("venue", ""),
        city=block.get("city", ""),
        country=Country.objects.filter(code=block.get("country", "")).first(),
        topics=Topic.objects.filter(slug__in=block.get("topics", "").split()),
        ecosystems=IndustrialEcosystem.objects.filter(slug__in=block.get("ecosystems", "").split()),
        **more,
    )


def _hours(block, day):
    hours = [datetime.strptime(hour, "%H:%M").time() for hour in block["hours"].split("-")]
    return [local_to_instant(datetime.combine(day, hour), ZONE)[0] for hour in hours]


def _set_people(event, block, by, directory):
    def appearances(key, part):
        return [
            Appearance(
                person=directory.person(name),
                part=part,
                role=role,
                organisation=directory.tie(name, role, organisation),
                organisation_as_printed=organisation,
            )
            for name, role, organisation in block.get(key, [])
        ]

    sessions = [Part("News from the platform")]
    if speakers := appearances("speaker", SpeakerPart.SPEAKER):
        sessions.append(Part("Policy input", people=speakers))
    if panel := appearances("panel", SpeakerPart.PANELLIST):
        sessions.append(Part("Panel debate", people=panel))
    sessions.append(Part("Funding opportunities"))
    moderators = appearances("moderator", SpeakerPart.MODERATOR)
    set_programme(event, sessions=sessions, people=moderators, by=by)
