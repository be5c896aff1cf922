from django.db import transaction
from django.utils import timezone

from clusterhub.events.models import PersonalFeed


@transaction.atomic
def make_feed_address(person):
    """A new address for her calendar; from now on the old one leads nowhere."""
    now = timezone.now()
    feed, is_new = PersonalFeed.objects.get_or_create(person=person, defaults={"made_at": now})
    if not is_new:
        feed = PersonalFeed.objects.select_for_update(no_key=True).get(pk=person.pk)
        feed.version, feed.made_at = feed.version + 1, now
        feed.save(update_fields=["version", "made_at"])
    return feed


@transaction.atomic
def end_feed(person):
    """No program reads her calendar any more."""
    PersonalFeed.objects.filter(person=person).delete()
