import pytest
from django.core import mail
from django.utils import timezone

from clusterhub.letters.models import Letter
from clusterhub.matchmaking.models import Meeting, MeetingRequest, Mode, RequestState
from clusterhub.matchmaking.operations.answering import (
    accept,
    decline,
    propose,
    withdraw,
)
from clusterhub.matchmaking.operations.arranging import MeetAlready
from clusterhub.matchmaking.operations.asking import ask
from clusterhub.matchmaking.operations.asking_refusals import (
    AskedHerself,
    AskedOften,
    AskingClosed,
    HasDeclined,
    NoCommonTime,
    NotHers,
    NotHersToAnswer,
    NotTheSameEvent,
    OwnDelegation,
    RequestIsOver,
    RuleForbids,
    TimesAreMadeByOrganisers,
    TooManyToday,
    TooManyWait,
)
from clusterhub.matchmaking.operations.joining import leave
from clusterhub.matchmaking.operations.placing_refusals import (
    DoesNotTakePart,
    HasEnough,
    NotAvailable,
)
from clusterhub.matchmaking.tests.rows import make_matchmaking, make_meeting, make_participant
from clusterhub.matchmaking.tests.seating import assert_nobody_sits_twice

pytestmark = pytest.mark.django_db


def two(**facts):
    matchmaking = make_matchmaking(**facts)
    return make_participant(matchmaking, name="Anna Berg"), make_participant(
        matchmaking, name="Bo Ek"
    )


def kinds():
    rows = Letter.objects.filter(kind__startswith="meeting").order_by("pk")
    return list(rows.values_list("kind", "to_address"))


def test_a_request_waits_and_its_letter_leads_to_a_page_with_buttons(
    django_capture_on_commit_callbacks,
):
    anna, bo = two()

    with django_capture_on_commit_callbacks(execute=True):
        request = ask(anna, bo, note="Laser\u202e sensors?\nYes")
        again = ask(anna, bo, note="Something else")

    assert again == request
    assert (request.state, request.note) == (RequestState.PENDING, "Laser sensors? Yes")
    letter = mail.outbox[0]
    assert [letter.to, len(mail.outbox)] == [[bo.registration.email], 1]
    assert "Anna Berg would like to meet you" in letter.subject
    assert "“Laser sensors? Yes”" in letter.body
    assert f"/meetings/requests/{request.pk}/" in letter.body


def test_a_yes_where_the_organiser_makes_times_waits_for_one_and_the_asker_is_told():
    anna, bo = two(mode=Mode.SCHEDULED)
    request = ask(anna, bo)

    meeting = accept(request, by=bo)

    assert accept(request, by=bo) == meeting
    assert (meeting.slot, {meeting.a_id, meeting.b_id}) == (None, {anna.pk, bo.pk})
    assert kinds() == [
        ("meeting asked", bo.registration.email),
        ("meeting accepted", anna.registration.email),
    ]


def test_a_yes_where_people_take_times_takes_the_first_that_suits_both():
    anna, bo = two(mode=Mode.DIRECT)
    slots = list(anna.matchmaking.slots.all())
    anna.slots_off.create(slot=slots[0])

    meeting = accept(ask(anna, bo), by=bo)

    assert (meeting.slot, meeting.table) == (slots[1], 1)
    assert_nobody_sits_twice(anna.matchmaking)
    assert [kind for kind, _to in kinds()] == ["meeting asked", *["meetings changed"] * 2]


def test_another_time_is_proposed_and_the_other_one_answers_it():
    anna, bo = two(mode=Mode.DIRECT)
    first, second, third = anna.matchmaking.slots.all()
    request = ask(anna, bo, slot=first)

    with pytest.raises(NotHersToAnswer):
        accept(request, by=anna)
    proposed = propose(request, by=bo, slot=second)
    with pytest.raises(NotHersToAnswer):
        accept(request, by=bo)
    propose(proposed, by=anna, slot=third)
    meeting = accept(request, by=bo)

    assert meeting.slot == third
    assert [kind for kind, _to in kinds()][:3] == ["meeting asked", *["meeting proposed"] * 2]


def test_a_time_that_is_not_free_is_not_proposed_and_not_taken():
    anna, bo = two(mode=Mode.DIRECT)
    first, second, _third = anna.matchmaking.slots.all()
    bo.slots_off.create(slot=first)
    request = ask(anna, bo, slot=second)
    cy = make_participant(anna.matchmaking)
    accept(ask(cy, bo, slot=second), by=bo)

    with pytest.raises(NotAvailable):
        propose(request, by=bo, slot=first)
    with pytest.raises(NotAvailable):
        accept(request, by=bo)
    request.refresh_from_db()
    assert request.state == RequestState.PENDING
    assert not Meeting.objects.filter(request=request).exists()


def test_without_a_common_time_a_yes_is_refused_and_the_request_goes_on_waiting():
    anna, bo = two(mode=Mode.DIRECT, slots=1)
    bo.slots_off.create(slot=anna.matchmaking.slots.get())
    request = ask(anna, bo)

    with pytest.raises(NoCommonTime):
        accept(request, by=bo)

    assert MeetingRequest.objects.get().state == RequestState.PENDING


def test_where_organisers_make_times_nobody_proposes_one():
    anna, bo = two()
    slot = anna.matchmaking.slots.first()
    request = ask(anna, bo, slot=slot)

    assert request.proposed_slot is None
    with pytest.raises(TimesAreMadeByOrganisers):
        propose(request, by=bo, slot=slot)


def test_to_ask_whoever_has_asked_is_to_say_yes():
    anna, bo = two()
    request = ask(anna, bo)

    answered = ask(bo, anna)

    assert (answered.pk, answered.state) == (request.pk, RequestState.ACCEPTED)
    with pytest.raises(MeetAlready):
        ask(anna, bo)


def test_a_no_is_told_once_and_is_not_asked_again_but_may_be_turned():
    anna, bo = two()
    request = ask(anna, bo)

    decline(request, by=bo, words="My day is full.")
    decline(request, by=bo)

    assert kinds()[1:] == [("meeting declined", anna.registration.email)]
    with pytest.raises(RequestIsOver):
        accept(request, by=bo)
    with pytest.raises(HasDeclined):
        ask(anna, bo)
    assert ask(bo, anna).state == RequestState.PENDING


def test_what_was_withdrawn_cannot_be_answered_and_is_asked_twice_at_most():
    anna, bo = two()
    request = ask(anna, bo)

    withdraw(request, by=anna)
    withdraw(request, by=anna)

    with pytest.raises(RequestIsOver) as over:
        accept(request, by=bo)
    assert over.value.state == RequestState.WITHDRAWN
    withdraw(ask(anna, bo), by=anna)
    with pytest.raises(AskedOften):
        ask(anna, bo)


def test_strangers_answer_nothing():
    anna, bo = two()
    request, cy = ask(anna, bo), make_participant(anna.matchmaking)

    for refused in (accept, decline, withdraw):
        with pytest.raises(NotHers):
            refused(request, by=cy)
    with pytest.raises(NotHersToAnswer):
        decline(request, by=anna)
    with pytest.raises(NotHers):
        withdraw(request, by=bo)


def test_the_rules_of_the_event_say_who_may_ask_whom():
    matchmaking = make_matchmaking()
    matchmaking.rules.create(asker="exhibitor", asked="hosted_buyer")
    buyer = make_participant(matchmaking, role="hosted_buyer", organisation_name="Beams AG")
    seller = make_participant(matchmaking, role="exhibitor", organisation_name="Steel AG")
    colleague = make_participant(matchmaking, organisation_name=" beams  ag")

    with pytest.raises(RuleForbids):
        ask(seller, buyer)
    with pytest.raises(OwnDelegation):
        ask(colleague, buyer)
    assert ask(buyer, seller).pk
    type(matchmaking).objects.update(own_delegation=True)
    assert ask(colleague, buyer).pk


def test_nobody_asks_herself_people_elsewhere_or_people_who_left():
    anna, bo = two()
    elsewhere = make_participant(make_matchmaking())
    leave(bo)

    for other, refusal in (
        (anna, AskedHerself), (elsewhere, NotTheSameEvent), (bo, DoesNotTakePart),
    ):  # fmt: skip
        with pytest.raises(refusal):
            ask(anna, other)
    assert not MeetingRequest.objects.exists()


def test_who_left_meanwhile_is_not_met():
    anna, bo = two()
    request = ask(anna, bo)
    type(anna).objects.filter(pk=anna.pk).update(left_at=timezone.now())

    with pytest.raises(DoesNotTakePart):
        accept(request, by=bo)

    assert MeetingRequest.objects.get().state == RequestState.PENDING


def test_so_many_requests_wait_and_so_many_are_made_in_a_day():
    anna, _bo = two(most_pending=2)
    others = [make_participant(anna.matchmaking) for _ in range(7)]
    for each in others[:2]:
        ask(anna, each)

    with pytest.raises(TooManyWait) as full:
        ask(anna, others[2])
    assert full.value.most == 2
    for request in MeetingRequest.objects.all():
        withdraw(request, by=anna)
    for each in others[2:6]:
        withdraw(ask(anna, each), by=anna)
    with pytest.raises(TooManyToday):
        ask(anna, others[6])


def test_who_has_enough_meetings_is_not_asked_and_says_no_more_yes():
    anna, bo = two()
    cy, di = make_participant(anna.matchmaking), make_participant(anna.matchmaking)
    request = ask(anna, bo)
    type(bo).objects.filter(pk=bo.pk).update(most_meetings=1)
    make_meeting(cy, bo)

    with pytest.raises(HasEnough):
        ask(di, bo)
    with pytest.raises(HasEnough):
        accept(request, by=bo)


def test_after_the_last_hour_for_requests_nobody_asks_or_says_yes():
    anna, bo = two()
    request = ask(anna, bo)
    type(anna.matchmaking).objects.update(closes_at=timezone.now())

    with pytest.raises(AskingClosed):
        ask(anna, make_participant(anna.matchmaking))
    with pytest.raises(AskingClosed):
        accept(request, by=bo)
    assert decline(request, by=bo).state == RequestState.DECLINED
