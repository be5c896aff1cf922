"""Who agreed to what. Lists, booklets, badges and exhibitors ask here and nowhere else."""

from clusterhub.events.models import EventConsent
from clusterhub.events.own_rows import may_have


def has_consented(registration_pks, key):
    """Of these registrations the keys of those who agree to `key` at this moment: to the words that
    stand there now, and without having taken it back."""
    given = EventConsent.objects.current().filter(
        registration__in=list(registration_pks), wording__key=key
    )
    return set(given.values_list("registration", flat=True))


def consents_of(registration):
    """Pairs of a wording that is asked at this event and whether she agrees to it."""
    if not may_have(registration, "wordings"):
        return []
    given = set(registration.consents.current().values_list("wording", flat=True))
    wordings = registration.event.wordings.current()
    return [(wording, wording.pk in given) for wording in wordings]
