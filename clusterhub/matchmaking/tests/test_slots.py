from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.tests.makers import at, make_event, make_organiser
from clusterhub.matchmaking.models import Matchmaking, Meeting, Mode
from clusterhub.matchmaking.operations.placing import cancel, place
from clusterhub.matchmaking.operations.setting_up import begin_meetings
from clusterhub.matchmaking.slot_patterns import BadPattern, Hours, cut, first_overlap
from clusterhub.matchmaking.tests.rows import make_matchmaking, make_meeting, make_participant

ZONE = "Europe/Brussels"
PATTERN = {"starts": "09:00", "ends": "10:00", "minutes": "20", "pause": "0", "tables": "15"}


@pytest.mark.pure
def test_a_pattern_is_cut_into_slots_and_the_rest_is_left_over():
    found = cut(date(2030, 6, 5), time(9), time(10, 10), 20, 5, ZONE)

    assert [each.starts_at for each in found] == [
        at(2030, 6, 5, 7, 0), at(2030, 6, 5, 7, 25), at(2030, 6, 5, 7, 50),
    ]  # fmt: skip
    assert {each.ends_at - each.starts_at for each in found} == {timedelta(minutes=20)}


@pytest.mark.pure
@pytest.mark.parametrize(
    ("day", "starts", "ends", "minutes", "field", "words"),
    [
        (date(2030, 6, 5), time(9), time(8), 20, "ends", "before the beginning"),
        (date(2030, 6, 5), time(9), time(9, 10), 20, "minutes", "no room for a meeting of 20"),
        (date(2030, 3, 31), time(2, 30), time(9), 20, "starts", "put forward, so 2:30"),
        (date(2030, 10, 27), time(1), time(2, 30), 20, "ends", "put back, so 2:30 exists twice"),
    ],
)
def test_a_pattern_that_cannot_be_meant_is_told_in_a_sentence(
    day, starts, ends, minutes, field, words
):
    with pytest.raises(BadPattern) as bad:
        cut(day, starts, ends, minutes, 0, ZONE)

    assert bad.value.field == field
    assert words in bad.value.words


@pytest.mark.pure
def test_a_night_in_which_the_clocks_change_has_its_true_length():
    longer = cut(date(2030, 10, 27), time(1), time(4), 60, 0, ZONE)
    shorter = cut(date(2030, 3, 31), time(1), time(4), 60, 0, ZONE)

    assert (len(longer), len(shorter)) == (4, 2)


@pytest.mark.pure
def test_slots_back_to_back_do_not_overlap_and_a_minute_does():
    first = Hours(at(2030, 6, 5, 7, 0), at(2030, 6, 5, 7, 20))
    next_one = Hours(at(2030, 6, 5, 7, 20), at(2030, 6, 5, 7, 40))
    late = Hours(at(2030, 6, 5, 7, 19), at(2030, 6, 5, 7, 39))

    assert first_overlap([first], [next_one]) is None
    assert first_overlap([first], [late]) == (first, late)
    assert first_overlap([], [next_one, late]) is not None


def desk_page(matchmaking, name="desk"):
    return reverse(f"matchmaking:{name}", args=[matchmaking.event.slug])


@pytest.mark.django_db
def test_an_organiser_begins_sets_rules_and_makes_slots(client):
    event = make_event(format="hybrid", starts_at=at(2030, 6, 5, 7, 0), ends_at=at(2030, 6, 6, 16))
    client.force_login(make_organiser(event))
    overview = reverse("matchmaking:desk", args=[event.slug])

    assert "Begin" in client.get(overview).content.decode()
    client.post(reverse("matchmaking:desk-beginning", args=[event.slug]))
    matchmaking = Matchmaking.objects.get(event=event)
    rules = {
        "mode": "direct",
        "most_pending": "5",
        "answer_hours": "24",
        "rules": ["delegate:hosted_buyer"],
    }
    settings = desk_page(matchmaking, "desk-settings")
    answer = client.post(settings, rules | {"link_pattern": "https://meet.example.org/room"})
    assert "Without {code}" in answer.content.decode()
    assert client.post(settings, rules).status_code == 302
    matchmaking.refresh_from_db()
    assert (matchmaking.mode, matchmaking.most_pending) == (Mode.DIRECT, 5)
    assert [(r.asker, r.asked) for r in matchmaking.rules.all()] == [("delegate", "hosted_buyer")]

    page = desk_page(matchmaking, "desk-slots")
    typed = PATTERN | {"days": ["2030-06-05", "2030-06-06"]}
    assert client.post(page, typed).status_code == 302
    assert matchmaking.slots.count() == 6
    answer = client.post(page, typed)
    assert answer.status_code == 422
    assert "at the same time as Wednesday 5 June 2030, 9:00 – 9:20" in answer.content.decode()
    assert matchmaking.slots.count() == 6
    outside = client.post(page, PATTERN | {"days": ["2030-06-07"]})
    assert outside.status_code == 422


@pytest.mark.django_db
def test_slots_in_which_somebody_meets_are_not_taken_away_by_the_way(client):
    matchmaking = make_matchmaking(tables=2)
    client.force_login(make_organiser(matchmaking.event))
    nine, later, _last = matchmaking.slots.all()
    pairs = [[make_participant(matchmaking) for _ in range(2)] for _ in range(3)]
    held, second, off = [place(make_meeting(*pair), nine) for pair in pairs[:2]] + [
        place(make_meeting(*pairs[2]), later)
    ]
    cancel(off)
    change = desk_page(matchmaking, "desk-slots-change")

    for sent in ({"tables": "1"}, {"remove": "1"}):
        answer = client.post(change, {"slot": [nine.pk]} | sent, follow=True)
        assert "nothing is changed yet" in answer.content.decode()
    client.post(change, {"slot": [later.pk, "x", "9" * 30], "remove": "1"})
    client.post(change, {"slot": [nine.pk], "tables": "7"})

    assert list(matchmaking.slots.values_list("tables", flat=True)) == [7, 2]
    assert Meeting.objects.get(pk=off.pk).slot is None
    assert {held.slot_id, second.slot_id} == {nine.pk}


@pytest.mark.django_db
def test_tables_have_names_and_a_bad_line_is_told(client):
    matchmaking = make_matchmaking()
    client.force_login(make_organiser(matchmaking.event))
    page = desk_page(matchmaking, "desk-tables")

    client.post(page, {"names": "1: By the window\n\n12: Hall B: left"})
    assert list(matchmaking.table_names.values_list("number", "name")) == [
        (1, "By the window"), (12, "Hall B: left"),
    ]  # fmt: skip
    answer = client.post(page, {"names": "1: A\nx: B"}, follow=True)

    assert "Line 2 does not begin" in answer.content.decode()
    assert matchmaking.table_names.count() == 2


@pytest.mark.django_db
def test_from_taking_times_at_once_to_one_schedule_nothing_is_lost(client):
    matchmaking = make_matchmaking(mode=Mode.DIRECT)
    client.force_login(make_organiser(matchmaking.event))
    a, b, c = (make_participant(matchmaking) for _ in range(3))
    placed = place(make_meeting(a, b), matchmaking.slots.first())
    make_meeting(a, c)

    rules = {"mode": "scheduled", "most_pending": "5", "answer_hours": "24"}
    client.post(desk_page(matchmaking, "desk-settings"), rules)

    kept = Meeting.objects.get(pk=placed.pk)
    assert (kept.slot_id, kept.table, kept.is_locked) == (placed.slot_id, placed.table, True)
    assert Meeting.objects.filter(is_locked=True).count() == 1


@pytest.mark.django_db
def test_only_organisers_come_to_the_desk(client):
    matchmaking = make_matchmaking()
    names = ("desk", "desk-settings", "desk-slots")
    doors = ("desk-beginning", "desk-slots-change", "desk-tables")

    for user, expected in (
        (None, 302),
        (make_user(), 403),
        (make_organiser(matchmaking.event, "door"), 403),
    ):
        if user:
            client.force_login(user)
        for name in names:
            assert client.get(desk_page(matchmaking, name)).status_code == expected
        for name in doors:
            assert client.post(desk_page(matchmaking, name)).status_code == expected

    client.force_login(make_organiser(make_event()))
    assert client.get(desk_page(matchmaking)).status_code == 403
    begun = begin_meetings(make_event(), by=None)
    client.force_login(make_organiser(begun.event))
    assert client.get(desk_page(begun)).status_code == 200
