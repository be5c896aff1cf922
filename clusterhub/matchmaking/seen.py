"""What other people see of somebody who wants to meet: on lists, on her page, in letters."""

from dataclasses import dataclass

from clusterhub.directory.kinds import kind_words
from clusterhub.events.models import AttendanceMode
from clusterhub.events.session_words import language_in_words
from clusterhub.matchmaking.models import Participant, ParticipantRole


@dataclass(frozen=True)
class Seen:
    pk: int
    name: str
    organisation: str
    organisation_url: str
    kind: str
    country: str
    role: str
    is_online: bool
    offers: str
    seeks: str
    offered: tuple
    sought: tuple
    languages: str


def with_what_is_seen(participants):
    """Participants with all that `seen` says, in four statements for any number."""
    near = ("registration__organisation", "registration__country")
    lists = ("offered_technologies", "sought_technologies")
    return participants.select_related(*near).prefetch_related(*lists)


def seen(participant):
    registration = participant.registration
    organisation = registration.organisation
    is_listed = organisation is not None and organisation.published_at is not None
    is_plain = participant.role == ParticipantRole.DELEGATE
    return Seen(
        pk=participant.pk,
        name=registration.name,
        organisation=registration.organisation_name or (organisation.name if organisation else ""),
        organisation_url=organisation.get_absolute_url() if is_listed else "",
        kind=kind_words(organisation.kind) if organisation else "",
        country=str(registration.country or ""),
        role="" if is_plain else participant.get_role_display(),
        is_online=registration.mode == AttendanceMode.ONLINE,
        offers=participant.offers,
        seeks=participant.seeks,
        offered=tuple(map(str, participant.offered_technologies.all())),
        sought=tuple(map(str, participant.sought_technologies.all())),
        languages=", ".join(map(language_in_words, participant.languages)),
    )


def seen_of(pk):
    """As the others see this one; None where there is nobody."""
    found = with_what_is_seen(Participant.objects.filter(pk=pk)).first()
    return found and seen(found)
