"""1:1 meetings as the description of the API says them. Knows no database."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from clusterhub.api.queries import Paged
from clusterhub.api.schemas import Address
from clusterhub.events.models import AttendanceMode
from clusterhub.matchmaking.models import Mode

MeetingState = Literal["waiting", "scheduled", "cancelled"]


class MeetingQuery(Paged):
    state: MeetingState | None = None


class MeetingPerson(Schema):
    registration: UUID
    name: str
    organisation: str
    attendance_mode: Literal[tuple(AttendanceMode.values)]


class MeetingOut(Schema):
    """Two people want to meet."""

    id: int
    uid: UUID = Field(description="Of its entry in calendars, for ever.")
    sequence: int = Field(description="Counts up with each change of time or place.")
    state: MeetingState = Field(
        description="Waiting: without a time so far. Cancelled: the slot is what it had."
    )
    slot: int | None = Field(description="The id of its slot.")
    table: int | None = Field(description="Its number; null online, at a stand, without a time.")
    stand: str | None = Field(description="Of whom, where they meet at a stand.")
    is_online: bool = Field(description="One of the two is not on site, or both.")
    is_locked: bool = Field(description="No schedule and no repair moves it.")
    people: list[MeetingPerson] | None = Field(
        description="The two. Null unless the holder sees who comes, and the token has "
        "registrations:read."
    )


class MeetingSlotOut(Schema):
    id: int
    starts_at: datetime
    ends_at: datetime
    tables: int
    tables_in_use: int
    meetings: int


class MeetingTable(Schema):
    number: int
    name: str


class PublishedSchedule(Schema):
    """What the organiser published last; repairs and cancellations came after it."""

    number: int
    published_at: datetime
    value: float
    bound: float = Field(description="No schedule could be worth more.")
    idle_slots: int


class MeetingRules(Schema):
    mode: Literal[tuple(Mode.values)]
    opens_at: datetime | None
    closes_at: datetime | None
    slots: list[MeetingSlotOut]
    tables: list[MeetingTable] = Field(description="Those that have a name.")
    schedule: PublishedSchedule | None


class Meetings(Schema):
    rules: MeetingRules | None = Field(description="On the first page.")
    meetings: list[MeetingOut]
    next: Address | None
