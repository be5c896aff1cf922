"""Half a year later: one letter to everybody who met somebody, one question, counted without names."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from clusterhub.events.models import Event
from clusterhub.events.tests.makers import make_organiser
from clusterhub.matchmaking.models import Matchmaking, MeetingReport
from clusterhub.matchmaking.operations.day import note_outcome, say_missing
from clusterhub.matchmaking.operations.later import ask_later, asked_later_at
from clusterhub.matchmaking.operations.placing import place
from clusterhub.matchmaking.tests.on_the_day import make_pair
from clusterhub.matchmaking.tests.rows import link_of, make_meeting, make_participant

pytestmark = pytest.mark.django_db
HALF_A_YEAR = timedelta(days=182)


@pytest.fixture
def asked(django_capture_on_commit_callbacks):
    """Run the job so long after the end of the event; which addresses were written to."""

    def ask(pair, after):
        ends_at = Event.objects.get(pk=pair.matchmaking.pk).ends_at
        mail.outbox.clear()
        then = time_machine.travel(ends_at + after, tick=False)
        with then, django_capture_on_commit_callbacks(execute=True):
            ask_later()
        return {to for letter in mail.outbox for to in letter.to}

    return ask


def keep(pair, days):
    Event.objects.filter(pk=pair.matchmaking.pk).update(keep_days=days)


def both(pair):
    return {each.registration.email for each in (pair.anna, pair.bo)}


def test_everybody_who_met_is_asked_once_after_half_a_year(client, asked):
    pair = make_pair()
    keep(pair, 250)

    runs = [asked(pair, HALF_A_YEAR + timedelta(days=days)) for days in (-1, 0, 1)]

    assert runs == [set(), both(pair), set()]
    assert Matchmaking.objects.get(pk=pair.matchmaking.pk).asked_later_at is not None


def test_the_letter_says_how_to_get_no_more_and_leads_to_one_question_per_meeting(client, asked):
    pair = make_pair()
    keep(pair, 250)
    asked(pair, HALF_A_YEAR)
    letter = next(each for each in mail.outbox if each.to == [pair.anna.registration.email])
    address = link_of(pair.anna, "later/")

    page = client.get(address).content.decode()
    client.post(address, {f"meeting-{pair.meeting.pk}": "contract"})
    client.post(address, {f"meeting-{pair.meeting.pk}": "married"})
    client.post(link_of(pair.bo, "later/"), {f"meeting-{pair.meeting.pk + 1}": "project"})

    assert address in letter.body
    assert letter.extra_headers["List-Unsubscribe"].endswith("/mail/>")
    assert "Bo Ek" in page and page.count('type="radio"') == 5
    assert pair.report(pair.anna).later_outcome == "contract"
    assert pair.report(pair.bo).later_outcome == ""


def test_nobody_is_asked_of_what_did_not_take_place_or_who_wants_no_letters(asked):
    pair = make_pair()
    quiet = make_participant(pair.matchmaking)
    meeting = make_meeting(quiet, pair.bo)
    place(meeting, pair.matchmaking.slots.last(), by=None)
    quiet.registration.wants_mail = False
    quiet.registration.save(update_fields=["wants_mail"])
    keep(pair, 250)
    with pair.at(10):
        say_missing(pair.meeting, pair.anna)

    assert asked(pair, HALF_A_YEAR) == {pair.bo.registration.email}
    assert pair.report(pair.bo) is None
    assert MeetingReport.objects.get(meeting=meeting, participant=pair.bo).asked_later_at


def test_who_said_that_nothing_came_of_it_is_not_asked_again(asked):
    pair = make_pair()
    keep(pair, 250)
    with pair.at(30):
        note_outcome(pair.meeting, pair.anna, outcome="nothing")

    assert asked(pair, HALF_A_YEAR) == {pair.bo.registration.email}
    assert pair.report(pair.anna).asked_later_at is None


def test_where_people_are_forgotten_sooner_they_are_asked_two_weeks_before(asked):
    pair, short = make_pair(), make_pair()
    keep(pair, 90)
    keep(short, 40)

    runs = [asked(pair, timedelta(days=days)) for days in (75, 76)]

    assert runs == [set(), both(pair)]
    assert asked_later_at(Event.objects.get(pk=short.matchmaking.pk)) is None
    assert asked(short, timedelta(days=39)) == set()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (250, "is asked once what has come of it, on"),
        (90, "sooner than half a year, since the people of this event are forgotten after 90 days"),
        (40, "Nobody is asked what has come of it, since"),
    ],
)
def test_the_organiser_reads_when_people_are_asked_and_how_it_is_half_a_year(client, days, said):
    pair = make_pair()
    keep(pair, days)
    client.force_login(make_organiser(pair.matchmaking.event))

    page = client.get(
        reverse("matchmaking:day-statistics", args=[pair.matchmaking.event.slug])
    ).content.decode()

    assert said in " ".join(page.split())
    assert ("keep them 200 days or more" in page) == (days < 196)


def test_who_was_not_asked_finds_no_question(client):
    pair = make_pair()

    answer = client.get(link_of(pair.anna, "later/"))

    assert answer["Location"] == link_of(pair.anna, "schedule/")
