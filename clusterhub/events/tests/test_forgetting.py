"""After an event: people go, figures stay; and whoever asks goes at once."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError
from django.utils import timezone

from clusterhub.accounts.operations import close_account
from clusterhub.accounts.tests.makers import ROLES, make_user, sign_in
from clusterhub.activity.models import Entry
from clusterhub.events.counting import counted_figures, figures_of
from clusterhub.events.jobs import forget_people_in_time
from clusterhub.events.links import token_of
from clusterhub.events.models import (
    Event,
    EventStatus,
    FeedbackAnswer,
    Forgetting,
    PeopleList,
    PeopleRow,
    Pool,
    Registration,
    RegistrationStep,
    Way,
)
from clusterhub.events.operations import EventRefusal, forgetting
from clusterhub.events.operations.forgetting import forget_people, kept_until
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import (
    STAFF,
    make_admission,
    make_event,
    make_past_event,
    make_registration,
    make_speaker,
)
from clusterhub.events.tests.visiting import door
from clusterhub.vocabularies.models import Country

pytestmark = pytest.mark.django_db


def held_event(people=7, places=5, **changes):
    """Over for a month; five came, two stayed on the waiting list."""
    now = timezone.now()
    event = make_event(starts_at=now + timedelta(days=1))
    make_admission(event, places=places, **changes)
    for _ in range(people):
        make_registration(event, mode="on_site")
    Event.objects.filter(pk=event.pk).update(
        starts_at=now - timedelta(days=31), ends_at=now - timedelta(days=30)
    )
    return Event.objects.get(pk=event.pk)


def everything_kept():
    """All values of all tables of this app, as one text."""
    from django.apps import apps

    rows = [
        list(model._base_manager.values_list())
        for model in apps.get_app_config("events").get_models()
    ]
    return json.dumps(rows, default=str)


def test_after_the_period_no_name_is_left_and_figures_are_the_same():
    event = held_event()
    anna = make_registration(event, name="Anna Lind", email="anna@timber.example")
    event.feedback.create(on=timezone.localdate(), best="Anna Lind spoke well")
    before, was = counted_figures(event), everything_kept()

    with time_machine.travel(kept_until(event) - timedelta(hours=1)):
        forget_people_in_time()
    kept = Registration.objects.count()
    with time_machine.travel(kept_until(event) + timedelta(hours=1)):
        forget_people_in_time()

    event.refresh_from_db()
    left = everything_kept() + json.dumps(list(Entry.objects.values_list()), default=str)
    assert ("Anna Lind" in was, anna.email in was, kept) == (True, True, 8)
    assert ("Anna Lind" in left, "@" in left) == (False, False)
    assert figures_of(event) == before
    assert before["registered"] == 5
    assert event.people_forgotten_at is not None
    assert_places_add_up(event)


def test_the_report_says_what_and_how_many():
    event = held_event(people=7, places=5)

    run = forget_people(event)

    assert run.counts["events.Registration"] == 7
    assert run.counts["events.WaitingEntry"] == 2
    assert run.counts["events.RegistrationStep"] == 7
    assert run.ended_at is not None
    assert Entry.objects.get(verb="forgot the people of").details["counts"] == run.counts


def test_a_killed_forgetting_goes_on(monkeypatch):
    event = held_event(people=7, places=5)
    before = counted_figures(event)
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    take_next, parts = forgetting._next_part, iter(range(3))

    def die_after_three(event_pk):
        if next(parts, None) is None:
            raise DatabaseError("killed")
        return take_next(event_pk)

    monkeypatch.setattr(forgetting, "_next_part", die_after_three)
    with pytest.raises(DatabaseError):
        forget_people(event)
    halfway = Registration.objects.filter(event=event).count()
    half_report = Forgetting.objects.get().counts["events.Registration"]
    assert_places_add_up(event)
    monkeypatch.setattr(forgetting, "_next_part", take_next)
    forget_people_in_time_after(event)

    run = Forgetting.objects.get()
    event.refresh_from_db()
    assert (halfway, half_report) == (1, 6)
    assert (Registration.objects.count(), run.counts["events.Registration"]) == (0, 7)
    assert run.ended_at is not None
    assert figures_of(event) == before


def forget_people_in_time_after(event):
    with time_machine.travel(kept_until(event) + timedelta(hours=1)):
        forget_people_in_time()


def test_who_was_added_after_the_forgetting_is_forgotten_too():
    event = held_event()
    forget_people_in_time_after(event)
    event.refresh_from_db()
    kept = figures_of(event)
    make_registration(event, way=Way.DESK)

    forget_people_in_time_after(event)

    assert Registration.objects.count() == 0
    assert figures_of(Event.objects.get(pk=event.pk)) == kept
    assert Forgetting.objects.filter(ended_at__isnull=False).count() == 2


def test_nobody_is_forgotten_before_the_end():
    event = make_admission(places=3).event
    make_registration(event)

    with pytest.raises(EventRefusal):
        forget_people(event)

    assert Registration.objects.count() == 1
    assert not Forgetting.objects.exists()


def test_a_postponed_event_keeps_its_people_for_a_year():
    event = make_event(status=EventStatus.POSTPONED)

    assert kept_until(event) - event.ends_at == timedelta(days=365)


def test_whoever_asks_is_erased_and_the_next_one_gets_the_place(client):
    event = make_admission(places=1, offer_hours=None).event
    anna = make_registration(event, name="Anna Lind", email="anna@timber.example")
    second = make_registration(event)
    own = f"/r/{token_of(anna)}/"
    asked = client.get(f"{own}erasure/").content.decode()

    answer = client.post(f"{own}erasure/")

    second.refresh_from_db()
    assert "goes to whoever waits" in asked
    assert (answer.status_code, answer["Location"]) == (302, event.get_absolute_url())
    assert (second.status, event.erasures.count()) == ("confirmed", 1)
    assert "Anna Lind" not in everything_kept()
    assert client.get(own).status_code == 404
    assert_places_add_up(event)


def test_after_the_end_an_erasure_gives_the_place_to_nobody():
    event = held_event(people=3, places=2, offer_hours=None)
    first, waits = event.registrations.first(), event.registrations.last()

    forgetting.erase_registration(first)

    waits.refresh_from_db()
    assert waits.status == "waiting"
    assert counted_figures(event)["erased"] == 1


def test_an_erased_account_takes_its_registrations_along_also_those_from_before():
    event, other = make_admission(places=1).event, make_admission(places=1).event
    make_registration(event, name="Anna Lind", email="Anna@Timber.example")
    anna = make_user(email="anna@timber.example", name="Anna Lind")
    make_registration(other, name="Anna Lind", email="anna@timber.example", attendee=anna)
    make_registration(other, name="Bo Ek")

    close_account(anna)

    assert list(Registration.objects.values_list("name", flat=True)) == ["Bo Ek"]
    assert Pool.objects.get(event=event).taken == 0
    assert "Anna" not in everything_kept()


def test_her_own_file_holds_all_that_is_kept_about_her(client):
    event = make_admission(places={"on_site": 1, "online": None}).event
    make_registration(event)
    anna = make_registration(event, name="Anna Lind", country=Country.objects.first())
    answer = client.get(f"/r/{token_of(anna)}/data.json")

    told = answer.json()

    assert told["registration"]["name"] == "Anna Lind"
    assert told["registration"]["status"] == "waiting"
    assert [step["verb"] for step in told["registration steps"]] == ["waiting"]
    assert [turn["number"] for turn in told["waiting entries"]] == [1]
    assert set(told["registration"]) & {"code_digest", "link_version", "id"} == set()
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


def test_another_persons_link_opens_no_data(client):
    anna = make_registration(make_admission(places=3).event)
    other = make_registration(make_admission(places=3).event)
    _number, _dash, word = token_of(other).partition("-")
    number = token_of(anna).partition("-")[0]

    for what in ("data.json", "erasure/"):
        assert client.get(f"/r/{number}-{word}/{what}").status_code == 404
        assert client.post(f"/r/{number}-{word}/erasure/").status_code == 404
    assert Registration.objects.count() == 2


@pytest.mark.parametrize("who", ROLES)
def test_the_team_reads_the_report_and_only_administrators_forget_early(client, who):
    event = held_event(people=2, places=5)
    sign_in(client, who)

    seen = [client.get(door(event, name)).status_code for name in ("forgetting", "forgetting-json")]
    changed = client.post(door(event, "forgetting"), {"days": "30"}).status_code
    done = client.post(door(event, "forgetting-now")).status_code

    is_staff, is_admin = who in STAFF, who == "administrator"
    refused = 302 if who == "visitor" else 403
    event.refresh_from_db()
    assert seen == [200, 200] if is_staff else [refused, refused]
    assert (changed, event.keep_days) == ((302, 30) if is_staff else (refused, 90))
    assert done == (302 if is_admin else refused)
    assert Registration.objects.count() == (0 if is_admin else 2)


@pytest.mark.parametrize("days", ["0", "-1", "731", "many", "", "\x00"])
def test_a_number_of_days_that_is_none_is_refused(client, days):
    event = held_event(people=1)
    sign_in(client, "event team")

    answer = client.post(door(event, "forgetting"), {"days": days})

    event.refresh_from_db()
    assert (answer.status_code, event.keep_days) == (422, 90)


def test_an_event_without_people_is_left_alone():
    event = make_past_event()
    make_speaker(event)

    forget_people_in_time_after(event)

    assert not Forgetting.objects.exists()
    assert not FeedbackAnswer.objects.exists()
    assert not RegistrationStep.objects.exists()


def test_a_list_that_nobody_took_over_is_forgotten_too():
    event = make_past_event()
    people_list = PeopleList.objects.create(event=event, purpose="people", mode="on_site")
    people_list.rows.create(number=1, cells=["Anna Lind", "anna@x.example"], verdict="new")

    forget_people_in_time_after(event)

    assert not PeopleList.objects.exists()
    assert not PeopleRow.objects.exists()
