"""What all letters to people who meet have in common: to whom, in which language, with which link."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from clusterhub.events.emails.kinds import folder_of
from clusterhub.events.emails.registration import ABOUT
from clusterhub.events.links import token_of
from clusterhub.events.models import Registration, RegistrationStatus
from clusterhub.letters.operations import Post
from clusterhub.letters.writing import Words
from clusterhub.web.addresses import absolute


def post_to(kind, registration, **more):
    return Post(
        to=registration.email,
        kind=kind,
        about=(ABOUT, registration.pk),
        folder=folder_of(registration.event_id),
        **more,
    )


def readers(letters):
    """(letter, registration) of those who still come, each in the language of the registration."""
    rows = Registration.objects.filter(status=RegistrationStatus.CONFIRMED)
    rows = rows.select_related("event__matchmaking", "participant")
    found = rows.in_bulk([letter.about_id for letter in letters])
    for letter in letters:
        registration = found.get(letter.about_id)
        if registration and registration.email == letter.to_address:
            with translation.override(registration.language):
                yield letter, registration


def words_to(registration, template, subject, facts, page="", **more):
    title = " ".join(registration.event.title.split())
    url = absolute(f"/r/{token_of(registration)}/meetings/{page}")
    base = {"registration": registration, "title": title, "url": url, "site": settings.SITE_NAME}
    text = render_to_string(f"matchmaking/email/{template}", base | facts)
    return Words(subject % title, text, **more)
