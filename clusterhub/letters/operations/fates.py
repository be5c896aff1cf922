"""What a mail provider tells later about a letter that it took."""

from django.db.models import Q

from clusterhub.letters.models import Letter, LetterState

# In the words of anymail. "delivered" and the rest change nothing that we say.
FATES = {
    "bounced": LetterState.BOUNCED,
    "rejected": LetterState.BOUNCED,
    "failed": LetterState.BOUNCED,
    "complained": LetterState.COMPLAINED,
}


def note_fate(provider_id, what, *, words=""):
    """A letter came back or was complained about; what nobody knows is left alone."""
    state = FATES.get(what)
    if state is None or not provider_id:
        return 0
    rows = Letter.objects.filter(~Q(provider_id=""), provider_id=provider_id)
    return rows.update(state=state, problem=" ".join((words or "").split())[:300])


def follow_provider(sender, event, esp_name, **_signal):
    """anymail has checked the provider's secret before it tells us."""
    words = event.description or event.mta_response or event.reject_reason or ""
    note_fate(event.message_id, event.event_type, words=f"{esp_name}: {words}")
