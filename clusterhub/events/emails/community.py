"""Letters about events that members submit: to the team, and back."""

from dataclasses import replace

from django.urls import reverse

from clusterhub.accounts.models import Role, User
from clusterhub.events.emails.kinds import about_row
from clusterhub.events.emails.organisers import plain_words
from clusterhub.events.models import EventSubmission, Verdict
from clusterhub.web.addresses import absolute, page_address

KINDS = {
    Verdict.ACCEPTED: "submission accepted",
    Verdict.RETURNED: "submission returned",
    Verdict.REFUSED: "submission refused",
}


def letters_to_team(submission):
    """To each of the event team; who submitted it is not asked about her own. They stand in no log:
    the member who works on her event reads that, and the team's addresses are not hers to know."""
    letters = [
        about_row(submission, "submission waits", to=person.email, facts={"person": str(person)})
        for person in event_team().exclude(pk=submission.submitted_by_id)
    ]
    return [replace(letter, folder="") for letter in letters]


def event_team():
    grants = {"role_grants__role": Role.EVENT_TEAM, "role_grants__revoked_at": None}
    return User.objects.filter(is_active=True, **grants).distinct().order_by("pk")


def decision_letter(submission):
    return about_row(submission, KINDS[submission.verdict], to=submission.submitted_by.email)


def write_to_team(letters):
    """Until somebody has decided."""
    url, words = absolute(reverse("events:moderation")), {}
    found = _submissions(letters, decided_at=None)
    for letter in letters:
        if submission := found.get(letter.about_id):
            context = {"submission": submission, "event": submission.event, "url": url}
            context["person"] = letter.facts["person"]
            words[letter.pk] = plain_words(letter.kind, "submission_waits.txt", context)
    return words


def write_decisions(letters):
    words, found = {}, _submissions(letters, submitted_by__isnull=False)
    for letter in letters:
        if submission := found.get(letter.about_id):
            name = "event" if submission.verdict == Verdict.ACCEPTED else "desk"
            url = absolute(page_address(f"events:{name}", submission.event.slug))
            context = {"submission": submission, "event": submission.event, "url": url}
            words[letter.pk] = plain_words(letter.kind, "submission_decided.txt", context)
    return words


def _submissions(letters, **which):
    rows = EventSubmission.objects.select_related("event", "submitted_by").filter(**which)
    return rows.in_bulk([letter.about_id for letter in letters])
