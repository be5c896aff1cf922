"""The letter to organisers about requests that wait longer than they promised."""

from django.utils import timezone

from clusterhub.clock.zones import zone_info
from clusterhub.events.approval_clock import late_requests
from clusterhub.events.emails.community import event_team
from clusterhub.events.emails.organisers import plain_words
from clusterhub.events.models import Event
from clusterhub.letters.operations import Post
from clusterhub.web.addresses import absolute, page_address


def late_letters(event, number, now):
    """One for each lead and each day, as the clocks at the event have it."""
    leads = event.organisers.leading().filter(person__is_active=True).select_related("person")
    people = [organiser.person for organiser in leads] or event_team()
    day = f"{now.astimezone(zone_info(event.time_zone)):%Y%m%d}"
    return [
        Post(
            to=person.email,
            kind="requests are late",
            about=("events.event", event.pk),
            once=f"{event.pk}.late.{day}.{person.pk}",
            facts={"person": str(person), "number": number},
        )
        for person in people
    ]


def write_late_letters(letters):
    """Only while something is late: whoever decided meanwhile needs no letter."""
    rows = Event.objects.select_related("admission").in_bulk(
        [letter.about_id for letter in letters]
    )
    words, now = {}, timezone.now()
    for letter in letters:
        event = rows.get(letter.about_id)
        number = len(late_requests(event, now)) if event else 0
        if number:
            context = {"event": event, "number": number, "person": letter.facts["person"]}
            context["hours"] = event.admission.decide_hours
            context["url"] = absolute(page_address("events:approval", event.slug))
            words[letter.pk] = plain_words(letter.kind, "requests_late.txt", context)
    return words
