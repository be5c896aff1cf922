"""Check-ins as the description of the API says them. Knows no database."""

import re
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field

from clusterhub.api.schemas import Address
from clusterhub.events.models import ScanOutcome

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d.*", re.ASCII)
_NAME = "Null unless the holder sees who comes, and the token has registrations:read."


def _only_text(sent):
    """A number would be taken as seconds, or as milliseconds, as it seems best."""
    if not isinstance(sent, str) or not _MOMENT.fullmatch(sent):
        raise ValueError("a moment is a text: 2026-03-01T09:30:00+01:00")
    return sent


Moment = Annotated[AwareDatetime, BeforeValidator(_only_text), Field(strict=False)]
Number = Annotated[UUID, Field(strict=False)]


class CheckInOut(Schema):
    """She was there: on one day of the event, or in one session."""

    id: int
    registration: UUID
    name: str | None = Field(description=_NAME)
    day: date
    session: UUID | None = Field(description="Null: for the whole day.")
    door: str | None
    first_at: datetime
    undone_at: datetime | None = Field(description="Taken back then, and not counted.")


class DayCount(Schema):
    day: date
    came: int


class SessionCount(Schema):
    session: UUID
    came: int


class DoorCount(Schema):
    door: str
    session: UUID | None
    came: int


class Counts(Schema):
    """What the page of the doors shows."""

    expected: int = Field(description="With a confirmed place on site.")
    came: int = Field(description="On site, each person once.")
    expected_online: int
    joined: int = Field(description="Online, each person once.")
    days: list[DayCount]
    sessions: list[SessionCount]
    doors: list[DoorCount]


class CheckIns(Schema):
    check_ins: list[CheckInOut]
    counts: Counts | None = Field(description="On the first page.")
    next: Address | None


class NewScan(Schema):
    """One of code, registration and undoes."""

    model_config = ConfigDict(extra="forbid", strict=True)

    client_id: Number = Field(description="You make it; sent again, the answer is the same.")
    code: str | None = Field(
        None,
        min_length=1,
        max_length=300,
        description="Of the ticket, or the address in its square.",
    )
    registration: Number | None = Field(None, description="Its id.")
    undoes: Number | None = Field(
        None, description="The client_id of the scan to take back, at the same door."
    )
    said_at: Moment | None = Field(
        None,
        description="When you saw the ticket; now, if you leave it out, and never later. On no day "
        "of the event the outcome is not_today.",
    )
    session: Number | None = Field(None, description="For one session instead of the day.")
    door: str = Field(
        "", max_length=60, description="Its name; without one, that of the token. Made when new."
    )


class NewWalkIn(Schema):
    """Somebody who stands at the door without a registration."""

    model_config = ConfigDict(extra="forbid", strict=True)

    client_id: Number = Field(description="You make it; sent again, the answer is the same.")
    name: str = Field(min_length=1, max_length=150)
    email: str = Field(min_length=3, max_length=254)
    session: Number | None = Field(None, description="The door of one session.")
    door: str = Field(
        "", max_length=60, description="Its name; without one, that of the token. Made when new."
    )


class ScanOut(Schema):
    """What a door says of one look at a ticket."""

    client_id: UUID
    outcome: Literal[tuple(ScanOutcome.values)]
    word: str = Field(description="The outcome for people.")
    registration: UUID | None
    name: str | None = Field(description=_NAME)
    check_in: int | None = Field(description="What it made, or what stood already.")
    day: date | None
    session: UUID | None
    door: str | None = Field(description="Where she came in, if she is in.")
    first_at: datetime | None = Field(description="When she came in.")
