"""What comes out and what goes in, as the description of the API says it. Knows no database."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from clusterhub.directory.codes import Facility, Strand
from clusterhub.directory.facts import LINK_KINDS
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.states import State

Kind = Literal[tuple(OrganisationKind.values)]
Address = Annotated[str, Field(description="An absolute address.")]


class Refusal(Schema):
    code: str = Field(description="For programs; it does not change.")
    message: str = Field(description="For people, in a sentence.")
    fields: dict[str, list[str]] = Field(description="What is wrong with single values, by name.")


class RefusalAnswer(Schema):
    error: Refusal


class Name(Schema):
    name: str
    kind: Literal["local", "acronym", "former", "spelling"]


class Label(Schema):
    scheme: str
    level: str
    issued_on: date
    valid_until: date


class Count(Schema):
    on: date
    sme: int
    large: int
    research: int
    public: int
    other: int


class SupportProgramme(Schema):
    name: str
    country: str | None
    starts_on: date | None
    ends_on: date | None
    url: str


class Document(Schema):
    title: str
    language: str
    bytes: int
    url: Address


class Link(Schema):
    kind: Literal[tuple(LINK_KINDS)] = "other"
    title: str = Field("", max_length=200)
    url: str = Field(max_length=500)


class Player(Schema):
    name: str = Field(max_length=200)
    url: str = Field("", max_length=500)


class Facts(Schema):
    """What only some kinds are asked; what is empty is left out."""

    activities: list[str] = Field([], description="NACE, for example 2.1:16.11.")
    technologies: list[str] = []
    s3_priorities: list[str] = []
    emerging_industries: list[str] = []
    languages: list[str] = Field([], description="ISO 639-1.")
    support_types: list[str] = []
    serves: list[str] = Field([], description="NUTS codes of any level.")
    interest_countries: list[str] = Field([], description="ISO 3166-1.")
    services: str = ""
    strategy: str = ""
    specialisation: str = ""
    source_notes: str = ""
    links: list[Link] = []
    major_players: list[Player] = []
    facilities: dict[str, int] = {}
    strand: str = ""


class Reference(Schema):
    slug: str
    name: str
    url: Address
    api_url: Address


class Organisation(Schema):
    """An organisation without contacts: those stand on its page, for people."""

    id: int
    slug: str
    name: str
    names: list[Name] = Field(description="Other names.")
    kind: Kind
    state: Literal[tuple(State.values)]
    country: str | None = Field(description="ISO 3166-1.")
    region: str | None = Field(description="NUTS 2024, of the seat.")
    street: str
    postcode: str
    city: str
    latitude: float | None
    longitude: float | None
    located_by: str = Field(description="How the point was found; exact only when “typed”.")
    website: str
    english_website: str
    founded_year: int | None
    staff_fte: str | None = Field(description="Management staff in full-time posts.")
    description: str
    ecosystems: list[str]
    facts: Facts
    labels: list[Label]
    counts: list[Count] = Field(description="Members by type, newest first.")
    member_count: int = Field(description="How many stand in its list of members.")
    programmes: list[SupportProgramme]
    documents: list[Document]
    completeness: int = Field(description="Percent of what its kind is asked.")
    confirmed_at: datetime | None = Field(description="When its own people last confirmed it.")
    published_at: datetime | None
    updated_at: datetime
    version: int = Field(description="Send it back with a change.")
    url: Address
    api_url: Address


class OrganisationInFull(Organisation):
    parent: Reference | None = Field(description="The body above it; null where that one says no.")
    parent_is_mutual: bool = Field(description="False: only the organisation itself says so.")


class Organisations(Schema):
    organisations: list[Organisation]
    next: Address | None = Field(description="The next page; null on the last one.")
    count: int | None = Field(description="How many there are, on the first page only.")


class Membership(Schema):
    id: int
    cluster_organisation: Reference
    organisation: Reference
    joined_on: date | None
    left_on: date | None
    said_by: list[Literal["cluster_organisation", "organisation"]]
    is_mutual: bool = Field(description="False: only one side says so.")


class Memberships(Schema):
    memberships: list[Membership]
    next: Address | None


class ParticipationOut(Schema):
    id: int
    whole: Reference = Field(description="The partnership or network.")
    organisation: Reference
    role: str
    joined_on: date | None
    left_on: date | None
    said_by: list[Literal["whole", "organisation"]]
    is_mutual: bool = Field(description="False: only one side says so.")


class Participations(Schema):
    participations: list[ParticipationOut]
    next: Address | None


class Term(Schema):
    code: str
    name: str
    names: dict[str, str] = Field({}, description="In other languages.")
    parent: str | None = None


class Vocabulary(Schema):
    name: str
    terms: list[Term]


class Vocabularies(Schema):
    vocabularies: dict[str, Address]


class Index(Schema):
    name: str
    version: str
    description: Address
    links: dict[str, Address]


class _Change(Schema):
    """What is not named here cannot be changed; a key that nobody knows is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


Code = Annotated[str, Field(max_length=80)]
Codes = Annotated[list[Code], Field(max_length=100)]
Text = Annotated[str, Field(max_length=5000)]


class Draft(_Change):
    name: str = Field(min_length=1, max_length=200)
    kind: Kind
    country: str = Field(pattern="^[A-Z]{2}$", description="ISO 3166-1.")
    website: str = Field("", max_length=200)
    english_website: str = Field("", max_length=200)
    description: str = Field("", max_length=5000)
    others: list[Code] = Field(
        [], max_length=20, description="Slugs of likely twins that you say are not the same."
    )


class OrganisationChange(_Change):
    version: int = Field(ge=0, le=2_000_000_000, description="The one that you read.")
    name: str | None = Field(None, min_length=1, max_length=200)
    kind: Kind | None = None
    website: str | None = Field(None, max_length=200)
    english_website: str | None = Field(None, max_length=200)
    founded_year: int | None = Field(None, ge=1000, le=2100)
    parent: str | None = Field(None, max_length=80, description="A slug; null: none.")
    country: str | None = Field(None, pattern="^[A-Z]{2}$")
    region: str | None = Field(None, pattern="^[A-Z]{2}[A-Z0-9]{0,3}$", description="NUTS.")
    street: str | None = Field(None, max_length=200)
    postcode: str | None = Field(None, max_length=12)
    city: str | None = Field(None, max_length=100)
    description: Text | None = None
    ecosystems: Codes | None = None
    staff_fte: float | None = Field(None, ge=0, lt=10_000)
    activities: Codes | None = None
    technologies: Codes | None = None
    s3_priorities: Codes | None = None
    emerging_industries: Codes | None = None
    languages: Codes | None = None
    support_types: Codes | None = None
    serves: Codes | None = None
    interest_countries: Codes | None = None
    services: Text | None = None
    strategy: Text | None = None
    specialisation: Text | None = None
    links: list[Link] | None = Field(None, max_length=30)
    major_players: list[Player] | None = Field(None, max_length=20)
    facilities: dict[Literal[tuple(Facility.values)], int] | None = None
    strand: Literal[("", *Strand.values)] | None = None
