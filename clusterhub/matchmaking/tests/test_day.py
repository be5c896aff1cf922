"""The day behind one's own link: what is next, who is late, who did not come, what came of it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterhub.events.links import token_of
from clusterhub.events.tests.makers import make_registration
from clusterhub.matchmaking.models import MeetingReport
from clusterhub.matchmaking.operations.placing import cancel, place
from clusterhub.matchmaking.slot_words import hours_of
from clusterhub.matchmaking.tests.on_the_day import make_pair
from clusterhub.matchmaking.tests.rows import link_of, make_meeting, make_participant

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\r\nBcc: a@b.example"


def words_of(page):
    text = re.sub(r"<(script|style|footer)\b.*?</\1>", " ", page.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_next_meeting_stands_first_with_table_hour_and_name(client):
    pair = make_pair()
    later = make_meeting(pair.anna, make_participant(pair.matchmaking, name="Cleo Dahl"))
    later = place(later, pair.matchmaking.slots.last(), by=None)
    waits = make_meeting(pair.anna, make_participant(pair.matchmaking, name="Una Waits"))

    with pair.at(-30):
        before = words_of(client.get(link_of(pair.anna, "schedule/")))
    with pair.at(25):
        between = words_of(client.get(link_of(pair.anna, "schedule/")))
    with pair.at(1000):
        after = words_of(client.get(link_of(pair.anna, "schedule/")))

    zone = pair.matchmaking.event.time_zone
    first, last = (hours_of(each.slot, zone) for each in (pair.meeting, later))
    assert re.search(f"Next {first} .*?Table 1 Bo Ek", before)
    assert re.search(f"Next {last} .*?Table 1 Cleo Dahl", between)
    assert "All your meetings are over" in after and "Next" not in after
    assert "1 more meeting that both of you want has no time yet" in before
    assert (waits.slot_id, "Una Waits" in before) == (None, False)


def test_the_schedule_costs_the_same_with_ten_times_the_meetings(client):
    pair = make_pair(slots=11)
    costs = [_cost(client, pair)]

    for slot in pair.matchmaking.slots.all()[1:]:
        place(make_meeting(pair.anna, make_participant(pair.matchmaking)), slot, by=None)
    costs.append(_cost(client, pair))

    assert costs[0] == costs[1] <= 6


def _cost(client, pair):
    with pair.at(-30), CaptureQueriesContext(connection) as asked:
        assert client.get(link_of(pair.anna, "schedule/")).status_code == 200
    return len(asked)


def test_nobody_else_sees_a_meeting_or_says_something_of_it(client):
    pair = make_pair()
    cleo = make_participant(pair.matchmaking, name="Cleo Dahl")
    not_in = make_registration(pair.matchmaking.event)
    pages = ("", "contact.vcf", "room/")
    presses = ("late/", "missing/", "outcome/", "note/", "contact/", "room/", "room/link/")

    with pair.at(10):
        seen = [client.get(pair.path(cleo, page)).status_code for page in pages]
        said = [client.post(pair.path(cleo, page)).status_code for page in presses]
        own = client.get(f"/r/{token_of(not_in)}/meetings/schedule/")
        forged = client.get(pair.path(pair.anna)[:12] + "x/meetings/schedule/")

    assert (set(seen), set(said)) == ({404}, {404})
    assert (own.status_code, forged.status_code) == (404, 404)
    assert MeetingReport.objects.count() == 0
    assert "Bo Ek" not in words_of(client.get(link_of(cleo, "schedule/")))


def test_pages_of_the_day_are_kept_from_searchers_and_from_shared_caches(client):
    pair = make_pair()

    for page in (pair.path(pair.anna), link_of(pair.anna, "schedule/")):
        answer = client.get(page)
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer["Cache-Control"]


def test_who_is_late_says_it_in_one_press_and_the_other_one_hears_it_once(
    client, django_capture_on_commit_callbacks
):
    pair = make_pair()

    with pair.at(-10):
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(2):
                client.post(pair.path(pair.anna, "late/"), {"minutes": "10"})
        seen = words_of(client.get(pair.path(pair.bo)))
        late = pair.report(pair.anna).late_minutes
        letters = list(mail.outbox)
        client.post(pair.path(pair.anna, "late/"), {"minutes": "0"})
        taken_back = words_of(client.get(pair.path(pair.bo)))

    assert late == 10
    assert "Anna Berg is 10 minutes late" in seen
    assert "minutes late" not in taken_back.replace("I am late", "")
    told = [each for each in letters if "late" in each.subject]
    assert [(each.to, each.subject) for each in told] == [
        ([pair.bo.registration.email], "Anna Berg is 10 minutes late")
    ]
    assert pair.path(pair.bo) in told[0].body and "Table 1" in told[0].body


@pytest.mark.parametrize(
    ("page", "sent", "too_early", "in_time", "too_late"),
    [
        ("late/", {"minutes": "5"}, -121, -119, 21),
        ("missing/", {"missing": "yes"}, 4, 6, 15 * 24 * 60),
        ("outcome/", {"outcome": "agreement"}, -1, 0, None),
    ],
)
def test_each_thing_is_said_in_its_time(client, page, sent, too_early, in_time, too_late):
    pair = make_pair()

    for minutes, is_said in ((too_early, False), (in_time, True), (too_late, False)):
        if minutes is not None:
            MeetingReport.objects.all().delete()
            with pair.at(minutes):
                client.post(pair.path(pair.anna, page), sent)
            assert (pair.report(pair.anna) is not None) == is_said, minutes


def test_who_did_not_come_did_not_meet_and_may_come_after_all(client):
    pair = make_pair()

    with pair.at(8):
        client.post(pair.path(pair.anna, "missing/"), {"missing": "yes"})
        gone = pair.report(pair.anna)
        client.post(pair.path(pair.anna, "missing/"), {"missing": "no"})
        back = pair.report(pair.anna)
        client.post(pair.path(pair.anna, "missing/"), {"missing": "yes"})
        client.post(pair.path(pair.anna, "outcome/"), {"outcome": "follow_up"})
        met = pair.report(pair.anna)

    assert (gone.other_missing_at is not None, gone.outcome) == (True, "not_held")
    assert (back.other_missing_at, back.outcome) == (None, "")
    assert (met.other_missing_at, met.outcome) == (None, "follow_up")


def test_outcome_and_note_are_read_by_nobody_else(client):
    pair = make_pair()

    with pair.at(30):
        answer = client.post(
            pair.path(pair.anna, "outcome/"), {"outcome": "nothing", "back": "schedule"}
        )
        client.post(pair.path(pair.anna, "note/"), {"note": f"Too dear for us. {HOSTILE}"})
        own = client.get(pair.path(pair.anna)).content.decode()
        others = [
            client.get(page).content.decode()
            for page in (pair.path(pair.bo), link_of(pair.bo, "schedule/"))
        ]

    assert answer["Location"] == f"{link_of(pair.anna, 'schedule/')}#meeting-{pair.meeting.pk}"
    assert "Too dear for us." in own and "<script>alert(1)" not in own
    for page in others:
        assert "Too dear" not in page
        assert 'data-state="good"' not in page


def test_an_address_is_seen_only_while_it_is_shared_and_only_by_the_other_one(client):
    pair = make_pair()
    address = pair.anna.registration.email

    hidden = client.get(pair.path(pair.bo)).content.decode()
    no_card = client.get(pair.path(pair.bo, "contact.vcf"))
    client.post(pair.path(pair.anna, "contact/"), {"shared": "yes"})
    seen = client.get(pair.path(pair.bo)).content.decode()
    card = client.get(pair.path(pair.bo, "contact.vcf"))
    own_card = client.get(pair.path(pair.anna, "contact.vcf"))
    client.post(pair.path(pair.anna, "contact/"), {"shared": "no"})
    again = client.get(pair.path(pair.bo)).content.decode()

    assert [address in page for page in (hidden, seen, again)] == [False, True, False]
    assert (no_card.status_code, card.status_code, own_card.status_code) == (404, 200, 404)
    assert card.content.decode().splitlines()[:3] == ["BEGIN:VCARD", "VERSION:4.0", "FN:Anna Berg"]
    assert f"EMAIL:{address}" in card.content.decode()


def test_hostile_names_break_neither_a_page_nor_a_card_nor_a_letter(
    client, django_capture_on_commit_callbacks
):
    pair = make_pair(name=HOSTILE)

    with pair.at(-5), django_capture_on_commit_callbacks(execute=True):
        client.post(pair.path(pair.bo, "late/"), {"minutes": "5"})
        client.post(pair.path(pair.bo, "contact/"), {"shared": "yes"})
        page = client.get(link_of(pair.anna, "schedule/")).content.decode()
        card = client.get(pair.path(pair.anna, "contact.vcf")).content.decode()

    assert "<script>alert(1)" not in page
    assert len([line for line in card.splitlines() if line.startswith(("FN", "EMAIL"))]) == 2
    assert mail.outbox[-1].to == [pair.anna.registration.email]


def test_what_is_no_choice_is_refused_and_nothing_is_noted(client):
    pair = make_pair()
    sent = {
        "late/": {"minutes": "999"},
        "outcome/": {"outcome": "married"},
        "note/": {"note": "x" * 5001},
    }

    with pair.at(1):
        answers = [client.post(pair.path(pair.anna, page), data) for page, data in sent.items()]

    assert [answer.status_code for answer in answers] == [302] * 3
    assert MeetingReport.objects.count() == 0


def test_a_cancelled_meeting_is_gone_from_the_schedule_and_nothing_is_said_of_it(client):
    pair = make_pair()
    cancel(pair.meeting, by_participant=pair.bo)

    with pair.at(10):
        schedule = words_of(client.get(link_of(pair.anna, "schedule/")))
        answer = client.post(pair.path(pair.anna, "outcome/"), {"outcome": "agreement"})

    assert ("Bo Ek" in schedule, "No meetings yet" in schedule) == (False, True)
    assert (answer.status_code, MeetingReport.objects.count()) == (404, 0)


def test_the_worker_serves_the_script_that_keeps_the_page(client):
    pair = make_pair()

    answer = client.get(link_of(pair.anna, "schedule/worker.js"))

    assert answer["Content-Type"].startswith("text/javascript")
    assert b"registration.scope" in answer.content
    assert client.get("/r/1-abc/meetings/schedule/worker.js").status_code == 404


def test_lateness_of_another_hour_is_not_shown_once_the_meeting_moved(client):
    pair = make_pair(slots=10)

    with pair.at(-5):
        client.post(pair.path(pair.anna, "late/"), {"minutes": "15"})
        place(pair.meeting, pair.matchmaking.slots.last(), by=None)
    with pair.at(160):
        seen = words_of(client.get(pair.path(pair.bo)))

    assert timedelta(minutes=160) < pair.matchmaking.slots.last().starts_at - pair.starts_at
    assert "15 minutes late" not in seen.replace("I am late: 5 minutes 10 minutes 15 minutes", "")
