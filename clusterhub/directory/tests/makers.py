from datetime import timedelta
from itertools import count

from django.db import transaction
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import ClusterMember, Contact, Level, OrganisationKind
from clusterhub.directory.operations import (
    add_affiliation,
    create_organisation,
    create_person,
    lock,
    make_move,
    publish,
    refresh_shown,
    settle,
)
from clusterhub.directory.states import State, Verb
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
    return create_organisation(by=None, is_listed=is_published, **(values | changes))


# How an organisation comes to stand in each state.
WAYS = {
    State.DRAFT: [],
    State.IN_REVIEW: [Verb.SUBMIT],
    State.RETURNED: [Verb.SUBMIT, Verb.RETURN],
    State.PUBLISHED: [Verb.SUBMIT, Verb.PUBLISH],
    State.EMERGING: [Verb.SUBMIT, Verb.LIST_AS_EMERGING],
    State.SUSPENDED: [Verb.SUBMIT, Verb.PUBLISH, Verb.SUSPEND],
    State.ARCHIVED: [Verb.ARCHIVE],
}


def make_organisation_in(state, **changes):
    """One in this state, by the moves that lead there; who decided and why is not made up."""
    organisation = make_organisation(is_published=False, **changes)
    for verb in WAYS[state]:
        with transaction.atomic():
            lock(organisation)
            settle(organisation, by=None, fields=make_move(organisation, verb), changed=[])
    return organisation


def make_editor(organisation, level=Level.ADMINISTRATOR, **changes):
    """Somebody with an account who keeps the profile of `organisation`."""
    user = make_user(**changes)
    organisation.editorships.create(editor=user, level=level)
    return user


def make_member(cluster_organisation, organisation=None, **changes):
    """A membership that both sides confirm."""
    values = {"said_by_cluster_at": timezone.now(), "said_by_member_at": timezone.now()}
    return ClusterMember.objects.create(
        cluster_organisation=cluster_organisation,
        organisation=organisation or make_organisation(kind=OrganisationKind.SME),
        **values | changes,
    )


def make_contact(organisation, **changes):
    """Somebody who said yes to being shown to everyone."""
    values = {"name": f"Ines Teste {next(_numbers)}", "email": "ines@timber.example"}
    values |= {"audience": "public", "consented_at": timezone.now()}
    contact = Contact.objects.create(organisation=organisation, **values | changes)
    refresh_shown(organisation)
    return contact


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
