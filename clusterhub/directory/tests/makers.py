from datetime import timedelta
from itertools import count

from django.utils import timezone

from clusterhub.directory.models import OrganisationKind
from clusterhub.directory.operations import (
    add_affiliation,
    create_organisation,
    create_person,
    publish,
)
from clusterhub.events.models import Event, EventSeries, Speaker
from clusterhub.summaries.models import EventSummary, Mention
from clusterhub.vocabularies.models import Country

_numbers = count(1)


def make_organisation(is_published=True, **changes):
    """The least that is valid, and published."""
    values = {
        "name": f"Timber Valley {next(_numbers)}",
        "kind": OrganisationKind.CLUSTER_ORGANISATION,
    }
    organisation = create_organisation(by=None, **(values | changes))
    return publish(organisation, by=None) if is_published else organisation


def make_person(is_published=True, organisation=None, role="Director", **changes):
    person = create_person(by=None, **({"name": f"Ines Teste {next(_numbers)}"} | changes))
    if organisation:
        add_affiliation(person, organisation=organisation, role=role, by=None)
    return publish(person, by=None) if is_published else person


def make_country(code="AT", name="Austria"):
    values = {"name": name, "code_3": f"{code}X", "eurostat_code": code, "standing": "member"}
    return Country.objects.get_or_create(code=code, defaults=values)[0]


def make_talk(status="published", **changes):
    number = next(_numbers)
    starts_at = timezone.now() - timedelta(days=number)
    series, _is_new = EventSeries.objects.get_or_create(slug="talks", name="Talks")
    values = {"title": f"Talk {number}", "slug": f"talk-{number}", "format": "online"}
    values |= {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1), "series": series}
    return Event.objects.create(**values | {"status": status} | changes)


def make_appearance(person, organisation=None, **talk):
    return Speaker.objects.create(
        event=make_talk(**talk), person=person, organisation=organisation, role="Head of steel"
    )


def make_mention(is_published=True, **target):
    number = next(_numbers)
    published_at = timezone.now() if is_published else None
    summary = EventSummary.objects.create(
        slug=f"summary-{number}",
        title=f"Summary {number}",
        published_at=published_at,
        published_record={} if is_published else None,
        event=make_talk(),
    )
    return Mention.objects.create(summary=summary, place="agenda.0", words=f"w{number}", **target)
