"""Letters about requests: asked, another time proposed, answered, reminded. Each carries the reader's own
link to a page with buttons; opening it changes nothing."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from clusterhub.events.links import stop_address
from clusterhub.letters.models import Priority
from clusterhub.matchmaking.emails.to_people import post_to, readers, words_to
from clusterhub.matchmaking.models import MeetingRequest, RequestState
from clusterhub.matchmaking.place_words import who_in_words
from clusterhub.matchmaking.slot_words import slot_in_words

NEAR = (
    "proposed_slot", "asker__registration__organisation", "asked__registration__organisation",
)  # fmt: skip
TRUE_WHILE = {
    "asked": RequestState.PENDING,
    "proposed": RequestState.PENDING,
    "accepted": RequestState.ACCEPTED,
    "declined": RequestState.DECLINED,
}
SUBJECTS = {
    "asked": _("%(who)s would like to meet you: %(title)s"),
    "proposed": _("%(who)s proposes another time: %(title)s"),
    "accepted": _("%(who)s wants to meet you, too: %(title)s"),
    "declined": _("%(who)s cannot meet you: %(title)s"),
}


def _letter(request, participant, what, told=""):
    return post_to(
        f"meeting {what}",
        participant.registration,
        once=f"meeting-{what}-{request.pk}-{participant.pk}{told}",
        facts={"request": request.pk, "to": participant.pk, "what": what},
    )


def letter_of_request(request, participant):
    return _letter(request, participant, "asked")


def letter_of_answer(request, participant, what):
    return _letter(request, participant, what)


def letter_of_proposal(request, participant, now):
    return _letter(
        request, participant, "proposed", f"-{request.proposed_slot_id}-{now:%y%m%d%H%M%S}"
    )


def letter_of_reminder(participant, requests):
    facts = {"requests": requests, "to": participant.pk}
    return post_to(
        "meeting requests wait", participant.registration, facts=facts, is_bulk=True,
        priority=Priority.BULK,
    )  # fmt: skip


def write_asking(letters):
    """None of what is not true any more: who withdrew before it left has not asked."""
    rows = MeetingRequest.objects.select_related(*NEAR)
    found = rows.in_bulk([letter.facts["request"] for letter in letters])
    words = {}
    for letter, registration in readers(letters):
        request, what = found.get(letter.facts["request"]), letter.facts["what"]
        if request is None or request.state != TRUE_WHILE[what]:
            continue
        is_asker = request.asker_id == letter.facts["to"]
        other = request.asked if is_asker else request.asker
        who, slot = who_in_words(other), request.proposed_slot
        facts = {
            "what": what,
            "who": who,
            "other": other,
            "note": request.answer if what == "declined" else request.note,
            "when": slot_in_words(slot, registration.event.time_zone) if slot else "",
        }
        subject = SUBJECTS[what] % {"who": who.replace("%", "%%"), "title": "%s"}
        page = "people/" if what == "declined" else f"requests/{request.pk}/"
        words[letter.pk] = words_to(registration, "asking.txt", subject, facts, page=page)
    return words


def write_reminders(letters):
    rows = MeetingRequest.objects.filter(state=RequestState.PENDING).select_related(*NEAR)
    found = rows.in_bulk({key for letter in letters for key in letter.facts["requests"]})
    words = {}
    for letter, registration in readers(letters):
        waiting = [found[key] for key in letter.facts["requests"] if key in found]
        if not waiting or not registration.wants_mail:
            continue
        to = letter.facts["to"]
        people = [
            who_in_words(each.asked if each.asker_id == to else each.asker) for each in waiting
        ]
        one = "Somebody waits for your answer: %s"
        subject = ngettext(one, "Some people wait for your answer: %s", len(people))
        stop = stop_address(registration)
        facts = {"people": people, "stop": stop}
        words[letter.pk] = words_to(registration, "reminder.txt", subject, facts, stop_url=stop)
    return words
