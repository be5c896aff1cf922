"""What an event asks people to agree to, and who agreed."""

from django.utils import timezone

from clusterhub.events.models import EventConsent, Wording


def asked(event, key="participants_list", version=1):
    return Wording.objects.create(
        event=event, key=key, version=version, words="May we?", keep_days=30, since=timezone.now()
    )


def agree(registration, *wordings):
    for wording in wordings:
        EventConsent.objects.create(
            registration=registration, wording=wording, given_at=timezone.now()
        )
