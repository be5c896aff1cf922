"""Who comes, for others to read: those who agreed to it, and of them what they agreed to."""

from dataclasses import dataclass

from clusterhub.directory.names import fold
from clusterhub.events.consents import has_consented
from clusterhub.events.models import Registration, RegistrationStatus


@dataclass(frozen=True)
class Participant:
    name: str
    organisation: str
    country: str


def participants_of(event, key):
    """By name, with organisation and country; asked anew each time, kept nowhere."""
    rows = Registration.objects.filter(event=event, status=RegistrationStatus.CONFIRMED)
    agreed = has_consented(rows.order_by().values_list("pk", flat=True), key)
    rows = rows.filter(pk__in=agreed).select_related("organisation", "country")
    people = [_participant(row) for row in rows]
    return sorted(people, key=lambda person: (fold(person.name), person.name, person.organisation))


def _participant(row):
    organisation = row.organisation_name or (row.organisation.name if row.organisation else "")
    return Participant(row.name, organisation, str(row.country or ""))
