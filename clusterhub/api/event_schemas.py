"""Events, sessions and registrations as the description of the API says them. Knows no database."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from clusterhub.api.schemas import Address
from clusterhub.events.models.choices import (
    AttendanceMode,
    EventFormat,
    EventStatus,
    RegistrationStatus,
    Way,
)

Mode = Literal[tuple(AttendanceMode.values)]
Status = Literal[tuple(RegistrationStatus.values)]


class SeriesOut(Schema):
    slug: str
    name: str
    url: Address


class PlaceOut(Schema):
    venue: str
    address: str
    city: str
    country: str | None = Field(description="ISO 3166-1.")


class Subject(Schema):
    slug: str
    name: str


class EventOut(Schema):
    """An event as lists show it."""

    id: UUID = Field(description="The UID of its calendar entry.")
    slug: str
    url: Address
    api_url: Address
    json_url: Address
    calendar_url: Address
    title: str
    lead: str
    status: Literal[tuple(EventStatus.values)]
    status_note: str
    format: Literal[tuple(EventFormat.values)]
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    series: SeriesOut | None
    place: PlaceOut
    topics: list[Subject]
    summary_url: Address | None


class Events(Schema):
    events: list[EventOut]
    next: Address | None = Field(description="The next page; null on the last one.")


class SpeakerOut(Schema):
    part: str
    name: str
    url: Address | None
    role: str
    organisation: str
    organisation_url: Address | None


class SessionOut(Schema):
    id: UUID
    number: int
    url: Address
    title: str
    description: str
    starts_at: datetime | None
    ends_at: datetime | None
    room: str
    people: list[SpeakerOut]


class Sessions(Schema):
    sessions: list[SessionOut]


class RegistrationOut(Schema):
    id: UUID
    event: str = Field(description="The slug of the event.")
    api_url: Address
    name: str
    email: str
    mode: Mode
    status: Status
    status_at: datetime
    registered_at: datetime
    proven_at: datetime | None = Field(description="When the address was confirmed.")
    keep_until: datetime | None = Field(description="Until when an unconfirmed place is held.")
    organisation: str | None = Field(description="A slug of the directory.")
    organisation_name: str
    country: str | None = Field(description="ISO 3166-1.")
    language: str
    way: Literal[tuple(Way.values)]
    ticket_code: str


class Registrations(Schema):
    registrations: list[RegistrationOut]
    next: Address | None


class _Sent(Schema):
    model_config = ConfigDict(extra="forbid", strict=True)


class NewRegistration(_Sent):
    name: str = Field(min_length=1, max_length=150)
    email: str = Field(min_length=3, max_length=254)
    mode: Mode | None = Field(None, description="Needed where there is a choice.")
    language: str = Field("en", pattern="^[a-z]{2}$", description="Of the letters.")
    organisation_name: str = Field("", max_length=200)
    country: str | None = Field(None, pattern="^[A-Z]{2}$", description="ISO 3166-1.")


class RegistrationChange(_Sent):
    mode: Mode | None = Field(None, description="Take part in this way instead.")
    status: Literal["cancelled"] | None = Field(None, description="Give the place back.")
