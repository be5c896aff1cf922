"""What one's own page says of a registration, apart from the few words that are nobody else's."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class OwnShown:
    """The same for everybody whose page looks the same."""

    status: str
    status_words: str
    mode: str
    mode_words: str
    is_proven: bool
    wants_mail: bool
    is_in_a_group: bool
    organisation: str  # Of the group.
    keep_until: datetime | None
    approval_reasons: str


def own_shown(registration):
    is_in_a_group = registration.party_id is not None
    return OwnShown(
        status=str(registration.status),
        status_words=registration.get_status_display(),
        mode=str(registration.mode),
        mode_words=registration.get_mode_display(),
        is_proven=registration.proven_at is not None,
        wants_mail=registration.wants_mail,
        is_in_a_group=is_in_a_group,
        organisation=str(registration.organisation or "") if is_in_a_group else "",
        keep_until=to_the_minute(registration.keep_until),
        approval_reasons=registration.approval_reasons,
    )


def to_the_minute(moment):
    return moment and moment.replace(second=0, microsecond=0)
