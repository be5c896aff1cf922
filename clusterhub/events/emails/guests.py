"""The letter that invites."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from clusterhub.clock.words import range_in_words
from clusterhub.events.emails.kinds import about_row, subject_of
from clusterhub.events.guest_links import token_of_guest
from clusterhub.events.models import Guest
from clusterhub.letters.writing import Words
from clusterhub.web.addresses import absolute

ABOUT = "events.guest"


def guest_letter(guest):
    return about_row(guest, "guest", to=guest.email)


def write_guest_letters(letters):
    """None for whom the invitation was taken back, or who has said no."""
    rows = Guest.objects.open().select_related("event__country")
    guests = rows.in_bulk([letter.about_id for letter in letters])
    return {
        letter.pk: _words(guests[letter.about_id])
        for letter in letters
        if letter.about_id in guests
    }


def _words(guest):
    event, url = guest.event, absolute(f"/g/{token_of_guest(guest)}/")
    words = range_in_words(event.starts_at, event.ends_at, event.time_zone)
    with translation.override(guest.language):
        title = " ".join(event.title.split())
        context = {"guest": guest, "event": event, "title": title, "url": url}
        context |= {"when": f"{words.day}, {words.event}", "site": settings.SITE_NAME}
        text = render_to_string("events/email/guest.txt", context)
        return Words(subject_of("guest", title), text)
