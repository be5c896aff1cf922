"""What the page of one organisation or person shows, through the reader's own doors: complete
lists in a fixed number of queries. Talks, summaries and calls belong to apps above and are reached
through their reverse accessors."""

from dataclasses import dataclass, field

from clusterhub.directory.models import NameKind
from clusterhub.directory.permissions import can_view

MOST = 200


@dataclass
class OrganisationPage:
    organisation: object
    parent: object = None
    other_names: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    ecosystems: list = field(default_factory=list)
    affiliations: list = field(default_factory=list)
    talks: list = field(default_factory=list)
    mentions: list = field(default_factory=list)
    calls: list = field(default_factory=list)

    @property
    def also_called(self):
        """Names that people say; how somebody once spelled one stands with the facts."""
        return [row.name for row in self.other_names if row.kind != NameKind.SPELLING]


@dataclass
class PersonPage:
    person: object
    former_affiliations: list = field(default_factory=list)
    talks: list = field(default_factory=list)
    mentions: list = field(default_factory=list)


def organisation_page(organisation, user):
    parent = organisation.parent
    people = organisation.affiliations.current().visible_to(user).select_related("person")
    calls = organisation.calls.visible_to(user).with_list().by_deadline()
    return OrganisationPage(
        organisation=organisation,
        parent=parent if parent and can_view(user, parent) else None,
        other_names=list(organisation.other_names.all()),
        parts=list(organisation.parts.visible_to(user)[:MOST]),
        ecosystems=list(organisation.ecosystems.all()),
        affiliations=list(people.order_by("person__name")[:MOST]),
        talks=_by_event(organisation.speakers.visible_to(user).with_people().with_events()),
        mentions=_by_summary(organisation.mentions.visible_to(user).with_summaries()),
        calls=list(calls[:MOST]),
    )


def person_page(person, user):
    """`person` is a row of `with_affiliations(user)`."""
    former = person.affiliations.exclude(ended_at=None).visible_to(user)
    return PersonPage(
        person=person,
        former_affiliations=list(
            former.select_related("organisation").order_by("-ended_at")[:MOST]
        ),
        talks=_by_event(person.speakers.visible_to(user).with_events()),
        mentions=_by_summary(person.mentions.visible_to(user).with_summaries()),
    )


def _by_event(rows):
    """Each event once, latest first, with all the parts that were played in it."""
    talks = {}
    for row in rows[:MOST]:
        talks.setdefault(row.event_id, {"event": row.event, "rows": []})["rows"].append(row)
    return list(talks.values())


def _by_summary(mentions):
    """Each summary once, latest first: the first mention of each."""
    first = {}
    for mention in mentions.order_by("-summary__event__starts_at", "-summary", "pk")[:MOST]:
        first.setdefault(mention.summary_id, mention)
    return list(first.values())
