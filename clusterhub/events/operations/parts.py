"""What a programme is to consist of, before it is stored."""

from dataclasses import dataclass, field
from datetime import datetime

from clusterhub.directory.models import Organisation, Person
from clusterhub.events.models import Session, SpeakerPart
from clusterhub.events.operations.text import one_line


@dataclass
class Appearance:
    """A person in a role for an organisation, as it is to stand in the programme."""

    person: Person
    part: str = SpeakerPart.SPEAKER
    role: str = ""
    organisation: Organisation | None = None
    organisation_as_printed: str = ""

    def words(self):
        return {
            "role": one_line(self.role),
            "organisation": self.organisation,
            "organisation_as_printed": one_line(self.organisation_as_printed),
        }


@dataclass
class Part:
    """One part of the programme; `session` is the row that it was before, if there was one, and
    `more` are further columns of it. What is not given stays as it was."""

    title: str
    description: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    people: list[Appearance] = field(default_factory=list)
    session: Session | None = None
    more: dict = field(default_factory=dict)

    def columns(self):
        names = ("title", "description", "starts_at", "ends_at")
        return {name: getattr(self, name) for name in names} | self.more
