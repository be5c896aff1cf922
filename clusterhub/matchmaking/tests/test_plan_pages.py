import re

import pytest
from django.core import mail
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.tests.makers import make_organiser
from clusterhub.matchmaking.models import Meeting
from clusterhub.matchmaking.operations.placing import cancel, place
from clusterhub.matchmaking.tests.rows import make_matchmaking, make_meeting, make_participant
from clusterhub.matchmaking.tests.seating import assert_nobody_sits_twice

pytestmark = pytest.mark.django_db


def page_of(matchmaking, name):
    return reverse(f"matchmaking:{name}", args=[matchmaking.event.slug])


def hidden_fields(text):
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text)
    sent = {}
    for name, value in fields:
        if name != "csrfmiddlewaretoken":
            sent.setdefault(name, [])
            sent[name] += [value] if value not in sent[name] else []
    return sent


def test_a_table_falls_away_and_the_repair_is_shown_before_it_is_done(
    client, django_capture_on_commit_callbacks
):
    matchmaking = make_matchmaking(slots=2, tables=2)
    nine, later = matchmaking.slots.all()
    meetings = [
        place(make_meeting(make_participant(matchmaking), make_participant(matchmaking)), nine)
        for _ in range(2)
    ]
    client.force_login(make_organiser(matchmaking.event))
    chosen = {"slot": [nine.pk], "tables": "1"}

    shown = client.post(page_of(matchmaking, "desk-slots-change"), chosen, follow=True)
    text = shown.content.decode()
    assert ": 1 table" in text
    assert "1 meeting moves to another hour" in text
    assert "2 people are told, each in one letter" in text
    assert Meeting.objects.filter(slot=nine).count() == 2

    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page_of(matchmaking, "desk-repair"), hidden_fields(text))
    assert answer.status_code == 302
    assert sorted(Meeting.objects.values_list("slot", flat=True)) == [nine.pk, later.pk]
    nine.refresh_from_db()
    assert nine.tables == 1
    assert len(mail.outbox) == 2 and "Until now" in mail.outbox[0].body
    assert "METHOD:REQUEST" in mail.outbox[0].attachments[0][1]
    assert_nobody_sits_twice(matchmaking)
    assert {m.pk for m in meetings} == set(Meeting.objects.placed().values_list("pk", flat=True))


def test_a_repair_seen_by_one_is_not_done_after_another_changed_the_world(client):
    matchmaking = make_matchmaking(slots=2, tables=2)
    a, b, c = (make_participant(matchmaking) for _ in range(3))
    waiting = make_meeting(a, b)
    other = make_meeting(a, c)
    client.force_login(make_organiser(matchmaking.event))
    page = page_of(matchmaking, "desk-repair")
    seen = hidden_fields(client.get(page).content.decode())
    cancel(other)

    text = client.post(page, seen).content.decode()

    assert "Something has changed since you looked" in text
    assert not Meeting.objects.placed().exists()
    assert client.post(page, hidden_fields(text)).status_code == 302
    assert Meeting.objects.get(pk=waiting.pk).slot is not None


def test_strange_numbers_in_the_address_of_a_repair_are_passed_over(client):
    matchmaking, elsewhere = make_matchmaking(slots=2), make_matchmaking(slots=1)
    stranger, foreign = make_participant(elsewhere), elsewhere.slots.get()
    client.force_login(make_organiser(matchmaking.event))
    odd = f"?tables={foreign.pk}:1&without={foreign.pk}&away={stranger.pk}:{foreign.pk}&tables=x:1"
    odd += (
        f"&tables={'9' * 40}:1&without=-1&away={stranger.pk}:{matchmaking.slots.first().pk}&tables="
    )

    text = client.get(page_of(matchmaking, "desk-repair") + odd).content.decode()

    assert "Nobody moves" in text
    assert not re.search(r'name="(tables|without|away)"', text)


def test_the_plan_shows_a_slot_and_locks_what_was_chosen(client):
    matchmaking = make_matchmaking(slots=2, tables=2)
    nine, later = matchmaking.slots.all()
    a, b = make_participant(matchmaking, name="Ada"), make_participant(matchmaking, name="Béla")
    matchmaking.table_names.create(number=1, name="By the window")
    held = place(make_meeting(a, b), later)
    client.force_login(make_organiser(matchmaking.event))
    page = page_of(matchmaking, "desk-plan")

    assert "Nobody meets in this slot." in client.get(page).content.decode()
    text = client.get(f"{page}?slot={later.pk}").content.decode()
    assert "Ada" in text and "Table 1, By the window" in text
    locks = page_of(matchmaking, "desk-locks")
    client.post(locks, {"meeting": [held.pk, "x"], "locked": "1", "slot": later.pk})
    assert Meeting.objects.get().is_locked
    assert "1 meeting is locked." in client.get(page).content.decode()
    client.post(locks, {"all": "1", "locked": "0"})

    assert not Meeting.objects.get().is_locked
    assert nine.pk != later.pk


@pytest.mark.parametrize("count", [1, 8])
def test_the_plan_needs_as_many_statements_for_any_number(
    client, count, django_assert_max_num_queries
):
    matchmaking = make_matchmaking(slots=2, tables=20)
    nine = matchmaking.slots.first()
    for _ in range(count):
        place(make_meeting(make_participant(matchmaking), make_participant(matchmaking)), nine)
    client.force_login(make_organiser(matchmaking.event))

    with django_assert_max_num_queries(12):
        client.get(page_of(matchmaking, "desk-plan"))
    with django_assert_max_num_queries(22):
        client.get(page_of(matchmaking, "desk-repair"))


def test_only_organisers_come_to_plan_and_repair(client):
    matchmaking = make_matchmaking()

    for user in (make_user(), make_organiser(matchmaking.event, "door")):
        client.force_login(user)
        for name in ("desk-plan", "desk-repair"):
            assert client.get(page_of(matchmaking, name)).status_code == 403
        for name in ("desk-locks", "desk-repair"):
            assert client.post(page_of(matchmaking, name)).status_code == 403
