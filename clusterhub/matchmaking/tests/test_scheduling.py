from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from clusterhub.matchmaking.jobs import go_on_with_schedules, make_schedule
from clusterhub.matchmaking.models import Meeting, RunState, Schedule
from clusterhub.matchmaking.moves import moves_of_repair, moves_of_result
from clusterhub.matchmaking.operations import scheduling
from clusterhub.matchmaking.operations.placing import cancel, place
from clusterhub.matchmaking.operations.publishing import (
    WorldMovedOn,
    apply_repair,
    publish,
    set_locked,
)
from clusterhub.matchmaking.schedule_figures import held_share, keep_locked_tables
from clusterhub.matchmaking.scheduling_facts import Change, facts_of
from clusterhub.matchmaking.tests.rows import make_matchmaking, make_meeting, make_participant
from clusterhub.matchmaking.tests.seating import assert_nobody_sits_twice

OPTIONS = {"seed": 1, "moves": 2000}


def made(matchmaking, **options):
    row = scheduling.ask_for_schedule(matchmaking, options=OPTIONS | options, by=None)
    make_schedule.func(row.pk)
    row.refresh_from_db()
    return row


def published(schedule):
    facts = facts_of(schedule.matchmaking)
    moves = moves_of_result(facts, schedule.result, schedule.fingerprint)
    publish(schedule, moves=moves, fingerprint=facts.fingerprint, by=None)
    return moves


def everybody_with_everybody(matchmaking, count):
    people = [make_participant(matchmaking) for _ in range(count)]
    return people, [make_meeting(a, b) for at, a in enumerate(people) for b in people[at + 1 :]]


@pytest.mark.django_db
def test_a_schedule_is_made_published_and_told_once(django_capture_on_commit_callbacks):
    matchmaking = make_matchmaking(slots=3, tables=2)
    people, _meetings = everybody_with_everybody(matchmaking, 4)

    row = made(matchmaking)

    assert (row.state, row.problem) == (RunState.DONE, "")
    assert (row.result["value"], row.result["bound"]) == (6, 6)
    assert row.result["histogram"] == [0, 0, 0, 4]
    assert [used for _slot, used, _of in row.result["tables"]] == [2, 2, 2]
    assert not Meeting.objects.placed().exists()  # Nobody sees it yet.

    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        moves = published(row)
    assert (len(moves.new), moves.people) == (6, 4)
    assert Meeting.objects.placed().count() == 6
    assert_nobody_sits_twice(matchmaking)
    assert len(mail.outbox) == 4
    letter = next(m for m in mail.outbox if m.to == [people[0].registration.email])
    assert letter.body.count("Table ") == 3
    file = letter.attachments[0][1]
    assert "METHOD:PUBLISH" in file and file.count("BEGIN:VEVENT") == 3

    with django_capture_on_commit_callbacks(execute=True):
        assert published(row).count == 0  # The same again tells nobody anything.
    assert len(mail.outbox) == 4
    matchmaking.refresh_from_db()
    assert matchmaking.published == row


@pytest.mark.django_db
def test_who_left_and_what_was_cancelled_since_are_left_out_of_what_is_published():
    matchmaking = make_matchmaking(slots=3, tables=2)
    people, meetings = everybody_with_everybody(matchmaking, 4)
    row = made(matchmaking)
    cancel(meetings[-1])
    people[0].registration.delete()  # Erased in the middle of it.

    moves = published(row)

    assert sorted(moves.places) == sorted(m.pk for m in meetings[3:5])
    assert_nobody_sits_twice(matchmaking)
    stale = facts_of(matchmaking)
    cancel(meetings[3])
    with pytest.raises(WorldMovedOn):
        publish(row, moves=moves, fingerprint=stale.fingerprint, by=None)


@pytest.mark.django_db
def test_one_is_made_at_a_time_and_a_killed_worker_leaves_the_last_good_one():
    matchmaking = make_matchmaking(slots=3, tables=2)
    everybody_with_everybody(matchmaking, 4)
    good = made(matchmaking)
    published(good)
    row = scheduling.ask_for_schedule(matchmaking, options=OPTIONS, by=None)
    with pytest.raises(scheduling.BeingMade) as refusal:
        scheduling.ask_for_schedule(matchmaking, options=OPTIONS, by=None)
    assert refusal.value.schedule == row

    for tries in (1, 2):
        lost = scheduling.claim(row.pk)
        assert scheduling.claim(row.pk) is None  # It is somebody's.
        long_ago = timezone.now() - timedelta(minutes=5)
        Schedule.objects.filter(pk=row.pk).update(beat_at=long_ago)
        again = scheduling.take_up_lost()
        assert again == ([row.pk] if tries == 1 else [])

    row.refresh_from_db()
    assert row.state == RunState.FAILED
    assert "ended twice" in row.problem
    assert (
        scheduling.beat(lost, {}) is True
    )  # Should the dead one live: it stops, and writes nothing.
    assert scheduling.finish(lost, result={}, fingerprint="") == 0
    matchmaking.refresh_from_db()
    assert matchmaking.published == good
    assert Meeting.objects.placed().count() == 6
    assert made(matchmaking).state == RunState.DONE


@pytest.mark.django_db
def test_what_a_killed_worker_left_is_made_by_the_next():
    matchmaking = make_matchmaking(slots=3, tables=2)
    everybody_with_everybody(matchmaking, 3)
    row = scheduling.ask_for_schedule(matchmaking, options=OPTIONS, by=None)
    scheduling.claim(row.pk)
    Schedule.objects.filter(pk=row.pk).update(beat_at=timezone.now() - timedelta(minutes=5))

    go_on_with_schedules()

    row.refresh_from_db()
    assert (row.state, row.result["value"]) == (RunState.DONE, 3)


@pytest.mark.django_db
def test_stopped_while_it_is_made_keeps_the_best_so_far_and_before_it_nothing():
    matchmaking = make_matchmaking(slots=3, tables=2)
    everybody_with_everybody(matchmaking, 4)
    early = scheduling.ask_for_schedule(matchmaking, options=OPTIONS, by=None)
    scheduling.stop(early)
    early.refresh_from_db()
    assert early.state == RunState.FAILED
    row = scheduling.ask_for_schedule(matchmaking, options=OPTIONS, by=None)
    claimed = scheduling.claim(row.pk)

    assert scheduling.beat(claimed, {"stage": "improving"}) is False
    scheduling.stop(row)
    assert scheduling.beat(claimed, {"stage": "improving"}) is True
    scheduling.finish(claimed, result={"placed": []}, fingerprint="x")

    row.refresh_from_db()
    assert (row.state, row.result) == (RunState.STOPPED, {"placed": []})


@pytest.mark.django_db
def test_what_is_locked_keeps_hour_and_table_through_schedule_and_repair():
    matchmaking = make_matchmaking(slots=4, tables=3)
    _people, meetings = everybody_with_everybody(matchmaking, 6)
    third = list(matchmaking.slots.all())[2]
    held = place(meetings[5], third)
    Meeting.objects.filter(pk=held.pk).update(table=3)
    assert set_locked(matchmaking, [m.pk for m in meetings], is_locked=True, by=None) == 1

    published(made(matchmaking))

    kept = Meeting.objects.get(pk=held.pk)
    assert (kept.slot, kept.table) == (third, 3)
    assert Meeting.objects.placed().count() > 8
    assert_nobody_sits_twice(matchmaking)


@pytest.mark.django_db
def test_a_repair_moves_few_shows_it_before_and_does_what_it_showed():
    matchmaking = make_matchmaking(slots=4, tables=3)
    _people, meetings = everybody_with_everybody(matchmaking, 5)
    published(made(matchmaking))
    nine, *_rest = matchmaking.slots.all()
    in_nine = Meeting.objects.placed().filter(slot=nine).count()
    late = Meeting.objects.placed().filter(slot=nine).first().a
    change = Change(away={late.pk: frozenset([nine.pk])})

    facts = facts_of(matchmaking, change=change)
    moves = moves_of_repair(facts)
    assert Meeting.objects.placed().filter(slot=nine).count() == in_nine  # Only shown.
    changed = apply_repair(
        matchmaking, change=change, moves=moves, fingerprint=facts.fingerprint, by=None
    )

    assert len(changed) == moves.count < len(meetings)
    assert not late.seats.filter(slot=nine).exists()
    assert late.slots_off.filter(slot=nine).exists()
    assert_nobody_sits_twice(matchmaking)

    gone = Change(without=frozenset([nine.pk]), tables={_rest[0].pk: 1})
    facts = facts_of(matchmaking, change=gone)
    moves = moves_of_repair(facts)
    apply_repair(matchmaking, change=gone, moves=moves, fingerprint=facts.fingerprint, by=None)
    assert matchmaking.slots.count() == 3
    assert Meeting.objects.placed().filter(slot=_rest[0]).count() <= 1
    assert_nobody_sits_twice(matchmaking)


@pytest.mark.django_db
def test_what_has_begun_is_history_that_no_schedule_moves():
    matchmaking = make_matchmaking(slots=3, tables=2, most_meetings=2)
    people, meetings = everybody_with_everybody(matchmaking, 3)
    first = matchmaking.slots.first()
    held = place(meetings[0], first, by=None)
    matchmaking.slots.filter(pk=first.pk).update(starts_at=timezone.now() - timedelta(minutes=5))

    facts = facts_of(matchmaking)

    assert held.pk not in facts.scope and len(facts.given["slots"]) == 2
    limits = {each["id"]: each["max_meetings"] for each in facts.given["participants"]}
    assert [limits[person.pk] for person in people] == [1, 1, 2]
    published(made(matchmaking))
    assert Meeting.objects.get(pk=held.pk).slot == first


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 12])
def test_facts_are_read_in_as_many_statements_for_any_number(count, django_assert_num_queries):
    matchmaking = make_matchmaking(slots=4, tables=3)
    everybody_with_everybody(matchmaking, count)

    with django_assert_num_queries(7):  # Two of availability need people with accounts.
        facts_of(matchmaking)


@pytest.mark.pure
def test_who_sits_at_a_locked_table_changes_places_with_it():
    places = {1: (9, 1), 2: (9, 2), 3: (9, 3), 4: (10, 2)}

    assert keep_locked_tables(places, {1: (9, 2)}) == {1: (9, 2), 2: (9, 1), 3: (9, 3), 4: (10, 2)}
    assert keep_locked_tables(places, {1: (9, 7)})[1] == (9, 7)
    assert keep_locked_tables(places, {1: (9, 2), 2: (9, 1)})[2] == (9, 1)
    assert keep_locked_tables(places, {1: (11, 2)}) == places


@pytest.mark.pure
def test_a_share_is_never_rounded_up_to_all():
    assert held_share({"value": 3599, "bound": 3600}) == 99.9
    assert held_share({"value": 0, "bound": 0}) == 100.0
