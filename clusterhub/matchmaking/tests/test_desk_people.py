import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.operations.forgetting import erase_registration
from clusterhub.events.operations.registering import cancel_registration
from clusterhub.events.tests.makers import make_organiser, make_registration
from clusterhub.matchmaking.jobs import end_meetings
from clusterhub.matchmaking.models import Meeting, MeetingRequest, RequestState
from clusterhub.matchmaking.operations.arranging import MeetAlready, arrange, invite
from clusterhub.matchmaking.operations.joining import leave
from clusterhub.matchmaking.operations.placing import place
from clusterhub.matchmaking.tests.rows import (
    make_matchmaking,
    make_meeting,
    make_participant,
    make_request,
)

pytestmark = pytest.mark.django_db


def page_of(matchmaking, name, *numbers):
    return reverse(f"matchmaking:{name}", args=[matchmaking.event.slug, *numbers])


def test_who_has_nobody_is_found_and_put_together(client, django_capture_on_commit_callbacks):
    matchmaking = make_matchmaking()
    ada, bela, cleo, dora = (
        make_participant(matchmaking, name=name) for name in ("Ada", "Béla", "Cleo", "Dora")
    )
    make_request(ada, bela)
    client.force_login(make_organiser(matchmaking.event))

    alone = client.get(page_of(matchmaking, "desk-people") + "?shows=none").content.decode()
    assert "Cleo" in alone and "Dora" in alone
    assert "Ada" not in alone and "Béla" not in alone

    page = page_of(matchmaking, "desk-person", cleo.pk)
    assert "Put the two together" in client.get(f"{page}?q=dor").content.decode()
    mail.outbox.clear()
    typed = {"other": dora.pk, "note": "Both build\nbridges"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page_of(matchmaking, "desk-together", cleo.pk), typed)
    request = MeetingRequest.objects.get(asker=cleo)
    assert (request.state, request.is_arranged) == (RequestState.ACCEPTED, True)
    assert sorted(m.to[0] for m in mail.outbox) == sorted(
        each.registration.email for each in (cleo, dora)
    )
    assert all("“Both build bridges”" in m.body for m in mail.outbox)
    again = client.post(
        page_of(matchmaking, "desk-together", dora.pk), {"other": cleo.pk}, follow=True
    )
    assert "The two meet already." in again.content.decode()
    with pytest.raises(MeetAlready):
        arrange(dora, cleo, by=None)
    for other in (str(cleo.pk), "x", "9" * 30, "²"):
        client.post(page_of(matchmaking, "desk-together", cleo.pk), {"other": other})
    arrange(bela, ada, by=None)  # What waited between them is accepted with it.
    assert Meeting.objects.count() == 2
    assert MeetingRequest.objects.filter(state=RequestState.PENDING).count() == 0


def test_a_meeting_gets_a_time_from_the_organiser_and_is_called_off(
    client, django_capture_on_commit_callbacks
):
    matchmaking = make_matchmaking(slots=2)
    nine, later = matchmaking.slots.all()
    ada, bela = make_participant(matchmaking, name="Ada"), make_participant(matchmaking)
    meeting = make_meeting(ada, bela)
    client.force_login(make_organiser(matchmaking.event))
    page = page_of(matchmaking, "desk-meeting", meeting.pk)

    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(page, {"slot": later.pk}).status_code == 302
        client.post(page, {"slot": nine.pk})
        client.post(page, {"slot": "nothing"})
    meeting.refresh_from_db()
    assert (meeting.slot, meeting.sequence, meeting.told_sequence) == (nine, 2, 2)
    # The first letters were overtaken before they left, and tell nothing that is no longer true.
    assert len(mail.outbox) == 2
    with django_capture_on_commit_callbacks(execute=True):
        off = page_of(matchmaking, "desk-meeting-cancellation", meeting.pk)
        client.post(off, {"words": "The hall is closed"})
    assert len(mail.outbox) == 4
    assert "“The hall is closed”" in mail.outbox[-1].body
    assert client.get(page).status_code == 404


def test_who_is_registered_and_silent_is_invited_once(client, django_capture_on_commit_callbacks):
    matchmaking = make_matchmaking()
    make_participant(matchmaking)
    silent, quiet = make_registration(matchmaking.event), make_registration(matchmaking.event)
    quiet.wants_mail = False
    quiet.save()
    client.force_login(make_organiser(matchmaking.event))
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(page_of(matchmaking, "desk-invitation"))
        assert invite(matchmaking, by=None) == 0

    assert [m.to for m in mail.outbox] == [[silent.email]]
    assert mail.outbox[0].extra_headers["List-Unsubscribe"].endswith("/mail/>")


def test_who_leaves_ends_her_meetings_and_everybody_gets_one_letter(
    django_capture_on_commit_callbacks,
):
    matchmaking = make_matchmaking(slots=3)
    ada, *others = (make_participant(matchmaking, name=name) for name in ("Ada", "Béla", "Cleo"))
    third = make_participant(matchmaking)
    slots = list(matchmaking.slots.all())
    for other, slot in zip((*others, third), slots, strict=True):
        place(make_meeting(other, ada), slot)
    kept = place(make_meeting(others[0], others[1]), slots[2])
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        leave(ada)
        leave(ada)
        end_meetings()

    assert list(Meeting.objects.living()) == [kept]
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        each.registration.email for each in (ada, *others, third)
    )
    to_ada = next(one for one in mail.outbox if one.to == [ada.registration.email])
    assert to_ada.body.count("Cancelled.") == 3


def test_who_does_not_come_any_more_meets_nobody_and_the_others_are_told(
    django_capture_on_commit_callbacks,
):
    matchmaking = make_matchmaking(slots=3)
    ada, bela, cleo, dora = (
        make_participant(matchmaking, name=name) for name in ("Ada", "Béla", "Cleo", "Dora")
    )
    slots = list(matchmaking.slots.all())
    left, cancelled = place(make_meeting(bela, ada), slots[0]), make_meeting(cleo, ada)
    erased = place(make_meeting(dora, ada), slots[2])
    bela.left_at = timezone.now()
    bela.save()
    cancel_registration(cleo.registration, by=None)
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        end_meetings()
        end_meetings()
        erase_registration(dora.registration)

    assert Meeting.objects.living().count() == 0
    assert not Meeting.objects.filter(pk=erased.pk).exists()
    to_ada = [m for m in mail.outbox if m.to == [ada.registration.email]]
    assert len(to_ada) == 3
    assert "Dora" not in to_ada[-1].body
    assert f"UID:{erased.uid}" in to_ada[-1].attachments[0][1]
    for meeting, who in ((left, bela), (cancelled, cleo)):
        meeting.refresh_from_db()
        assert meeting.cancelled_by == who


@pytest.mark.parametrize("count", [2, 12])
def test_people_are_listed_in_as_many_statements_for_any_number(
    client, count, django_assert_max_num_queries
):
    matchmaking = make_matchmaking()
    people = [make_participant(matchmaking) for _ in range(count)]
    for each in people[1:]:
        make_meeting(people[0], each)
    client.force_login(make_organiser(matchmaking.event))

    with django_assert_max_num_queries(9):
        text = client.get(page_of(matchmaking, "desk-people")).content.decode()
    with django_assert_max_num_queries(17):
        client.get(page_of(matchmaking, "desk-person", people[0].pk))

    assert f">{count - 1}</td>" in text


def test_people_are_for_those_who_see_who_comes(client):
    matchmaking = make_matchmaking()
    one = make_participant(matchmaking)
    meeting = make_meeting(one, make_participant(matchmaking))
    pages = [("desk-people",), ("desk-person", one.pk), ("desk-meeting", meeting.pk)]
    doors = [
        *[("desk-invitation",), ("desk-together", one.pk), ("desk-role", one.pk)],
        ("desk-meeting-cancellation", meeting.pk),
    ]
    editor = make_organiser(matchmaking.event, "editor")

    for user in (make_user(), editor):
        client.force_login(user)
        for name, *numbers in pages:
            assert client.get(page_of(matchmaking, name, *numbers)).status_code == 403
        for name, *numbers in doors:
            assert client.post(page_of(matchmaking, name, *numbers)).status_code == 403
    assert "Who takes part" not in client.get(page_of(matchmaking, "desk")).content.decode()
    client.force_login(make_organiser(matchmaking.event))
    client.post(page_of(matchmaking, "desk-role", one.pk), {"role": "hosted_buyer"})
    client.post(page_of(matchmaking, "desk-role", one.pk), {"role": "king"})
    one.refresh_from_db()
    assert one.role == "hosted_buyer"
    other = make_participant(make_matchmaking())
    assert client.get(page_of(matchmaking, "desk-person", other.pk)).status_code == 404
