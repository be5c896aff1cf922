"""What comes free is offered to those whose meeting has no time; the desk says so, too."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from clusterhub.events.tests.makers import make_organiser
from clusterhub.matchmaking.models import Meeting, Mode, RunState, Schedule
from clusterhub.matchmaking.operations.freed import HasTime, NotForPeople, take_time
from clusterhub.matchmaking.operations.placing import cancel, place
from clusterhub.matchmaking.tests.rows import (
    link_of,
    make_matchmaking,
    make_meeting,
    make_participant,
)

pytestmark = pytest.mark.django_db


def make_full(**facts):
    """One table, one slot, taken by two; two others wait."""
    matchmaking = make_matchmaking(slots=1, tables=1, **facts)
    people = [make_participant(matchmaking, name=name) for name in ("Anna", "Bo", "Cleo", "Dora")]
    held, waits = make_meeting(*people[:2]), make_meeting(*people[2:])
    place(held, matchmaking.slots.get())
    return matchmaking, Meeting.objects.get(pk=held.pk), waits


def publish_some(matchmaking, **facts):
    matchmaking.published = Schedule.objects.create(
        matchmaking=matchmaking, number=1, state=RunState.DONE, published_at=timezone.now(), **facts
    )
    matchmaking.save()


def words_of(response):
    return " ".join(response.content.decode().split())


def test_a_freed_time_is_offered_and_taken_for_both(client, django_capture_on_commit_callbacks):
    matchmaking, held, waits = make_full()
    publish_some(matchmaking)
    page = link_of(waits.a, f"schedule/{waits.pk}/time/")

    schedule = words_of(client.get(link_of(waits.a, "schedule/")))
    full = words_of(client.get(page))
    cancel(held)
    free = words_of(client.get(page))
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page, {"slot": matchmaking.slots.get().pk}, follow=True)

    assert page in schedule and "Dora" in schedule
    assert ("No time is free" in full, "No time is free" in free) == (True, False)
    assert "Both of you are told" in words_of(answer)
    waits.refresh_from_db()
    assert (waits.slot, waits.table) == (matchmaking.slots.get(), 1)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        each.registration.email for each in (waits.a, waits.b)
    )
    assert client.get(page).status_code == 404  # It waits no more.


def test_what_another_took_meanwhile_is_said_and_nothing_is_changed(client):
    matchmaking, held, waits = make_full(mode=Mode.DIRECT)
    page = link_of(waits.b, f"schedule/{waits.pk}/time/")

    said = words_of(client.post(page, {"slot": held.slot_id}, follow=True))
    rubbish = words_of(client.post(page, {"slot": "²"}, follow=True))

    assert "not free any more" in said and "not free any more" in rubbish
    waits.refresh_from_db()
    assert waits.slot is None and matchmaking.mode == Mode.DIRECT


def test_before_there_is_a_schedule_only_the_schedule_gives_times(client):
    matchmaking, held, waits = make_full()
    cancel(held)
    page = link_of(waits.a, f"schedule/{waits.pk}/time/")

    assert client.get(page).status_code == 404
    assert "time/" not in words_of(client.get(link_of(waits.a, "schedule/")))
    with pytest.raises(NotForPeople):
        take_time(waits, matchmaking.slots.get())
    publish_some(matchmaking)
    take_time(waits, matchmaking.slots.get())
    with pytest.raises(HasTime):
        take_time(waits, matchmaking.slots.get())


def test_nobody_else_takes_a_time_for_two(client):
    matchmaking, held, waits = make_full()
    publish_some(matchmaking)
    cancel(held)
    page = link_of(held.a, f"schedule/{waits.pk}/time/")

    codes = {client.get(page).status_code, client.post(page, {"slot": 1}).status_code}

    assert codes == {404}


def test_the_desk_says_what_to_do_now_step_by_step(client):
    matchmaking = make_matchmaking(slots=0)
    client.force_login(make_organiser(matchmaking.event))

    def told():
        page = client.get(reverse("matchmaking:desk", args=[matchmaking.event.slug]))
        notice = words_of(page).partition('class="notice"')[2].partition("</a>")[0]
        return notice.partition('notice__title">')[2].partition("<")[0]

    said = [told()]
    other, _held, _waits = make_full(event=None)
    matchmaking = other
    client.force_login(make_organiser(matchmaking.event))
    said.append(told())
    row = Schedule.objects.create(matchmaking=matchmaking, number=1)
    said.append(told())
    Schedule.objects.filter(pk=row.pk).update(state=RunState.DONE)
    said.append(told())
    Schedule.objects.filter(pk=row.pk).update(published_at=timezone.now())
    matchmaking.published = row
    matchmaking.save()
    said.append(told())
    cancel(_waits)
    said.append(told())

    assert said == [
        "Make the slots",
        "1 meeting waits for a time",
        "A schedule is being made",
        "A schedule is made",
        "1 meeting waits for a time",
        "",
    ]
