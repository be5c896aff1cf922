"""What whoever leads a group is told: places are free for all of it, for a while."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from clusterhub.clock.words import range_in_words
from clusterhub.events.emails.kinds import about_row, subject_of
from clusterhub.events.models import WaitingEntry
from clusterhub.letters.operations import post
from clusterhub.letters.writing import Words
from clusterhub.web.addresses import absolute


def tell_leader(entry):
    """Whoever leads the group is written to; the letter leaves while the offer holds."""
    party = entry.party
    if party.led_by_id:
        facts = {"turn": entry.pk}
        letter = about_row(party, "group offered", to=party.led_by.email, facts=facts)
        post(write_offers_to_groups, letter)


def write_offers_to_groups(letters):
    rows = WaitingEntry.objects.open().select_related("party__led_by", "party__event", "pool")
    rows = rows.filter(offered_at__isnull=False, party__led_by__is_active=True)
    turns = rows.in_bulk({letter.facts["turn"] for letter in letters})
    return {
        letter.pk: _words(turns[letter.facts["turn"]])
        for letter in letters
        if letter.facts["turn"] in turns
    }


def _words(entry):
    event, leader = entry.party.event, entry.party.led_by
    until = range_in_words(entry.keep_until, None, event.time_zone)
    context = {
        "name": str(leader),
        "group": str(entry.party),
        "size": entry.size,
        "title": " ".join(event.title.split()),
        "until": f"{until.day}, {until.event}",
        "url": absolute(reverse("events:parties", args=[event.slug])),
        "site": settings.SITE_NAME,
    }
    text = render_to_string("events/email/group_offered.txt", context)
    return Words(subject_of("group offered", context["title"]), text)
