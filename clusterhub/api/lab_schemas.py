"""Ideas and outcomes of labs as the description of the API says them. Knows no database."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from clusterhub.api.event_schemas import Subject
from clusterhub.api.schemas import Address
from clusterhub.labs.models.choices import OutcomeKind


class IdeaOut(Schema):
    id: int
    url: Address
    title: str
    challenge: str
    problem: str
    present: str = Field(description="What is there already.")
    missing: str = Field(description="Who is looked for.")
    language: str
    topics: list[Subject]
    organisation: str = Field(description="Of whoever posted it; her name is never said.")
    country: str | None = Field(description="ISO 3166-1.")
    group: int | None = Field(description="The group that works on it.")
    supporters: int = Field(description="People who support it or want to work on it.")
    posted_at: datetime


class OutcomeOut(Schema):
    kind: Literal[tuple(OutcomeKind.values)]
    on: date
    words: str


class PartnerOut(Schema):
    name: str
    url: Address | None = Field(description="Of its page in the directory.")
    country: str | None = Field(description="ISO 3166-1.")


class GroupOut(Schema):
    id: int
    title: str
    call: str | None = Field(description="The slug of the call it aims at.")
    partners: list[PartnerOut] = Field(description="Those that have confirmed for themselves.")
    outcomes: list[OutcomeOut] = Field(description="Those that the organisers have confirmed.")


class LabOut(Schema):
    event: str = Field(description="The slug of the event.")
    url: Address
    takes_ideas: bool
    ideas: list[IdeaOut]
    groups: list[GroupOut]
    next: Address | None = Field(description="More ideas; null on the last page.")
