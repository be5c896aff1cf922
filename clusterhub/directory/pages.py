"""What the page of one organisation or person shows, through the reader's own doors: complete
lists in a fixed number of queries. Talks, summaries and calls belong to apps above and are reached
through their reverse accessors."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Q, When
from django.utils import timezone

from clusterhub.directory import label_rules
from clusterhub.directory.codes import words_of
from clusterhub.directory.consent_words import hidden_words
from clusterhub.directory.facts import CODE_LISTS
from clusterhub.directory.freshness import Freshness, freshness
from clusterhub.directory.models import (
    ClusterMember,
    ContactRole,
    LabelLevel,
    NameKind,
    Participation,
    word_of_parent,
)
from clusterhub.directory.permissions import can_view, contacts_for
from clusterhub.directory.plain_numbers import plain_number
from clusterhub.directory.records import blank_shown
from clusterhub.directory.scope_pages import address_of
from clusterhub.vocabularies import atlas

MOST = 200


@dataclass(frozen=True)
class ShownName:
    name: str
    kind: str

    def get_kind_display(self):
        return NameKind(self.kind).label


@dataclass(frozen=True)
class ShownLabel:
    scheme: str
    level: str
    issued_on: date
    valid_until: date

    @property
    def words(self):
        return f"{self.scheme} {LabelLevel(self.level).label}"

    @property
    def state(self):
        return label_rules.state(self.valid_until, timezone.localdate())

    @property
    def renewable_until(self):
        return label_rules.renewable_until(self.valid_until)


@dataclass
class OrganisationPage:
    """What `shown` and `facts` say costs no query; the lists below do, one each."""

    organisation: object
    parent: object = None
    parent_word: bool | None = None  # What the body above says of it.
    other_names: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    ecosystems: list = field(default_factory=list)
    affiliations: list = field(default_factory=list)
    talks: list = field(default_factory=list)
    mentions: list = field(default_factory=list)
    calls: list = field(default_factory=list)
    members: list = field(default_factory=list)
    member_of: list = field(default_factory=list)
    participants: list = field(default_factory=list)
    participations: list = field(default_factory=list)
    former_ties: list = field(default_factory=list)
    contacts: list = field(default_factory=list)

    @property
    def freshness(self):
        return freshness(self.organisation.confirmed_at, timezone.now())

    @property
    def is_stale(self):
        return self.freshness in (Freshness.STALE, Freshness.NEVER)

    @property
    def labels(self):
        return [_label(row) for row in self.shown["labels"]]

    @property
    def counts(self):
        """The numbers of members, newest first, each with its sum."""
        rows = sorted(self.shown["counts"], key=lambda row: row["on"], reverse=True)
        return [
            row
            | {
                "on": date.fromisoformat(row["on"]),
                "total": sum(value for name, value in row.items() if name != "on"),
            }
            for row in rows
        ]

    @property
    def shown(self):
        return blank_shown() | self.organisation.shown

    @property
    def codes(self):
        """Each code list that is filled, with its words."""
        facts = self.organisation.facts
        return {name: words_of(name, facts[name]) for name in CODE_LISTS if facts.get(name)}

    @property
    def region_url(self):
        region = self.organisation.region
        return _page_of(region.code) if region else ""

    @property
    def serves(self):
        """Where it is active: words, and the page of that part of Europe."""
        return [(words, _page_of(code)) for code, words in self.codes["serves"]]

    @property
    def services(self):
        lines = self.organisation.facts.get("services", "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    @property
    def staff(self):
        return plain_number(self.organisation.staff_fte)

    @property
    def strand(self):
        """Of a partnership, in words."""
        code = self.organisation.facts.get("strand")
        return words_of("strand", [code])[0][1] if code else ""

    @property
    def tells_of_its_work(self):
        facts = self.organisation.facts.keys() - {"languages", "source_notes"}
        return bool(facts or self.shown["programmes"])

    @property
    def facilities(self):
        numbers = self.organisation.facts.get("facilities", {})
        return [(words, numbers[code]) for code, words in words_of("facilities", numbers)]

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
    """`organisation` is annotated with `parent_word`."""
    parent, word = _parent(organisation, user)
    people = organisation.affiliations.current().visible_to(user).select_related("person")
    calls = organisation.calls.visible_to(user).with_list().by_deadline()
    members, member_of, left = _members(organisation, user)
    participants, participations, quitted = _participations(organisation, user)
    return OrganisationPage(
        organisation=organisation,
        parent=parent,
        parent_word=word,
        other_names=_other_names(organisation),
        parts=_parts(organisation, user),
        ecosystems=_ecosystems(organisation),
        affiliations=list(people.order_by("person__name")[:MOST]),
        talks=_by_event(organisation.speakers.visible_to(user).with_people().with_events()),
        mentions=_by_summary(organisation.mentions.visible_to(user).with_summaries()),
        calls=list(calls[:MOST]),
        members=members,
        member_of=member_of,
        participants=participants,
        participations=participations,
        former_ties=[(tie, tie.end_of(tie.SIDES[0])) for tie in (*left, *quitted)],
        contacts=_contacts(organisation, user),
    )


def _parent(organisation, user):
    """The body above, and its word; a body that says no is not shown."""
    parent = organisation.parent
    if parent is None or not can_view(user, parent):
        return None, None
    word = organisation.parent_word
    return (None, None) if word is False else (parent, word)


def _parts(organisation, user):
    """Those that call themselves its parts, but for whom it has said no."""
    rows = organisation.parts.visible_to(user).annotate(parent_word=word_of_parent())
    return [part for part in rows[:MOST] if part.parent_word is not False]


def _page_of(code):
    """Regions of an older nomenclature have no page."""
    spot = atlas.spot(code)
    return address_of(spot) if spot else ""


def _label(row):
    days = {name: date.fromisoformat(row[name]) for name in ("issued_on", "valid_until")}
    return ShownLabel(scheme=row["scheme"], level=row["level"], **days)


def _other_names(organisation):
    if "names" in organisation.shown:
        return [ShownName(*row) for row in organisation.shown["names"]]
    return list(organisation.other_names.all())


def _ecosystems(organisation):
    """Pairs of slug and words; rows from before there was a mirror are asked for."""
    slugs = organisation.shown.get("ecosystems")
    if slugs is None:
        return [(row.slug, str(row)) for row in organisation.ecosystems.all()]
    return words_of("industrial_ecosystems", slugs)


def _members(organisation, user):
    """Its members and the clusters it is in, out of one query; its own clusters come first."""
    return _both_ends(ClusterMember, "cluster_organisation", organisation, user)


def _participations(organisation, user):
    return _both_ends(Participation, "whole", organisation, user)


def _both_ends(model, whole, organisation, user):
    """Who is inside now, where it is now, and where it was: whoever has left is not counted in."""
    own = Q(organisation=organisation)
    ties = (
        model.objects.filter(Q(**{whole: organisation}, left_on=None) | own, declined_at=None)
        .visible_to(user)
        .select_related(f"{whole}__country", "organisation__country")
        .order_by(Case(When(own, then=0), default=1), "pk")[:MOST]
    )
    inside, outside, former = [], [], []
    for tie in ties:
        if tie.organisation_id != organisation.pk:
            inside.append(tie)
        else:
            (outside if tie.left_on is None else former).append(tie)
    return inside, outside, former


def _contacts(organisation, user):
    """A visitor reads those that stand in the mirror; others may see more."""
    if not user.is_authenticated:
        rows = organisation.shown.get("contacts", [])
    else:
        names = ("name", "role", "role_words", "email", "phone")
        rows = [
            {name: getattr(row, name) for name in names} | {"hidden": hidden_words(row)}
            for row in contacts_for(user, organisation)
        ]
    return [row | {"role_label": ContactRole(row["role"]).label} for row in rows]


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
