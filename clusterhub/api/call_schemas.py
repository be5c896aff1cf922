"""Calls for applications as the description of the API says them. Knows no database."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from clusterhub.api.event_schemas import Subject
from clusterhub.api.schemas import Address
from clusterhub.funding.models.choices import CallKind, CallStatus, MoneyForm, Procedure

Status = Literal[tuple(CallStatus.values)]
Kind = Literal[tuple(CallKind.values)]
Form = Literal[("", *MoneyForm.values)]


class MovedOut(Schema):
    was_at: datetime
    was_day_only: bool
    changed_at: datetime
    source: str


class DeadlineOut(Schema):
    closes_at: datetime = Field(
        description="The first instant that is too late, with the offset of its own zone."
    )
    time_zone: str
    day: date = Field(description="The last day on which one may apply, in that zone.")
    is_day_only: bool = Field(description="The hour is not known; we count the day until 24:00.")
    label: str
    as_printed: str
    stage: int | None
    moved: list[MovedOut] = Field(description="What it was before, the latest first.")


class DocumentOut(Schema):
    title: str
    url: str = Field(description="Empty where no browser may follow it.")


class InfoSessionOut(Schema):
    title: str
    url: Address
    starts_at: datetime


class CallOut(Schema):
    id: UUID
    slug: str
    page: Address
    api_url: Address
    calendar_url: Address
    identifier: str
    aliases: list[str]
    title: str
    kind: Kind
    programme: str
    partnership: str
    publisher: str
    publisher_url: Address | None
    parent: str | None = Field(
        description="The identifier, else the id, of the call it belongs to."
    )
    status: Status = Field(description="As of the answer; it follows from the moments below.")
    opens_at: datetime | None
    deadlines: list[DeadlineOut] = Field(description="In order.")
    procedure: Literal[("", *Procedure.values)]
    suspended_at: datetime | None
    resumed_at: datetime | None
    cancelled_at: datetime | None
    spent_at: datetime | None
    results_at: datetime | None
    budget_eur: str | None = Field(description="Amounts are decimal numbers; null: not stated.")
    min_eur: str | None
    max_eur: str | None
    rate: str | None = Field(description="Percent of the costs.")
    money_form: Form
    projects_expected: int | None
    rules: list[dict] = Field(description="Who may apply; see the guide on eligibility.")
    summary: str
    text: str = Field(description="HTML of a few plain elements.")
    keywords: list[str] = Field(description="Words by which it is found, too.")
    url: str = Field(description="The official page.")
    contact_url: str
    documents: list[DocumentOut] = Field(description="Files here, and addresses elsewhere.")
    info_sessions: list[InfoSessionOut] = Field(description="Events at which it is explained.")
    topics: list[Subject]
    ecosystems: list[Subject]
    technologies: list[Subject]
    source: str
    updated_at: datetime


class Calls(Schema):
    format: Literal["clusterhub-calls"]
    version: Literal[1]
    calls: list[CallOut]
    next: Address | None = Field(description="The next page; null on the last one.")
