"""Who is told what of a lab by letter: once, in her language, with a way to stop what goes to many."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.events.operations import cancel_registration
from clusterhub.events.operations.mail import set_wants_mail
from clusterhub.funding.tests.makers import make_call
from clusterhub.labs.actors import Actor
from clusterhub.labs.letter_links import token_of
from clusterhub.labs.models import LabPerson, PartKind
from clusterhub.labs.operations.consortia import add_partner, answer_for, remove_partner
from clusterhub.labs.operations.grouping import make_group, move_idea
from clusterhub.labs.operations.ideas import hide_idea, leave_idea, show_idea, take_part
from clusterhub.labs.operations.outcomes import decide_outcome, report_outcome
from clusterhub.labs.tests.makers import (
    by_account,
    by_link,
    make_board,
    make_consortium,
    make_idea,
    make_lab,
    team,
)
from clusterhub.letters.bundles import bundle_of, hours_of, leaves_at
from clusterhub.letters.models import Letter
from clusterhub.letters.operations import deliver

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def in_the_middle_of_the_hours():
    with time_machine.travel("2026-09-08T10:20:00Z"):
        yield


def sent_later():
    """What waits for the end of its hours."""
    with time_machine.travel(timezone.now() + timedelta(hours=4)):
        deliver()
    return mail.outbox


def to(address):
    return [each for each in mail.outbox if each.to == [address]]


def test_who_stands_behind_an_idea_is_told_in_one_letter_with_a_way_to_stop():
    lab = make_lab()
    ines, jonas, kata = (
        by_link(lab),
        by_link(lab, name="Jonas Lepp"),
        by_link(lab, name="Kata Hrast"),
    )
    idea = make_idea(lab, ines, title="Beams with a passport")
    mail.outbox.clear()

    take_part(idea, kind=PartKind.JOIN, by=jonas)
    take_part(idea, kind=PartKind.JOIN, by=jonas)
    take_part(idea, kind=PartKind.SUPPORT, by=kata)
    at_once = len(mail.outbox)
    (letter,) = sent_later()

    assert at_once == 0
    assert letter.to == [ines.registration.email]
    assert letter.subject == "2 people stand behind your idea: Beams with a passport"
    assert letter.body.index("work on it") < letter.body.index("Jonas Lepp")
    assert letter.body.index("Jonas Lepp") < letter.body.index("support it")
    assert letter.body.index("support it") < letter.body.index("Kata Hrast")
    stop = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert stop.endswith("/mail/") and stop in letter.body
    assert f"/ideas/{idea.pk}/" in letter.body


def test_who_went_before_the_letter_left_is_not_in_it():
    lab = make_lab()
    ines, jonas = by_link(lab), by_link(lab)
    idea = make_idea(lab, ines)
    mail.outbox.clear()

    take_part(idea, kind=PartKind.SUPPORT, by=jonas)
    leave_idea(idea, by=jonas)

    assert sent_later() == []


def test_whoever_has_stopped_letters_gets_those_alone_that_concern_her_own_idea():
    lab = make_lab()
    ines, jonas = by_link(lab), by_link(lab)
    ines.registration = set_wants_mail(ines.registration, False)
    idea = make_idea(lab, ines)
    mail.outbox.clear()

    take_part(idea, kind=PartKind.JOIN, by=jonas)
    sent_later()
    stopped = len(to(ines.registration.email))
    make_group(lab, [idea], title="Timber", by=None)
    hide_idea(idea, reason="It advertises a product.", by=team())

    assert stopped == 0
    group, hidden = to(ines.registration.email)
    assert group.subject == "You have a group: Timber"
    assert "List-Unsubscribe" not in group.extra_headers
    assert "It advertises a product." in hidden.body


def test_an_account_stops_letters_of_a_lab_by_one_press_without_signing_in(client):
    lab = make_lab()
    ines, jonas = by_account(), by_link(lab)
    idea = make_idea(lab, ines)
    mail.outbox.clear()
    take_part(idea, kind=PartKind.SUPPORT, by=jonas)
    (letter,) = sent_later()
    stop = letter.extra_headers["List-Unsubscribe"].strip("<>")
    path = stop[stop.index("/labs/") :]

    page = client.get(path)
    pressed = client.post(path, {"List-Unsubscribe": "One-Click"})
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        take_part(idea, kind=PartKind.SUPPORT, by=by_link(lab))
        sent_later()

    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert pressed.status_code == 200
    assert len(to(ines.user.email)) == 1
    assert client.post(path, {"answer": "yes"}).status_code == 302
    assert LabPerson.objects.get(account=ines.user).letters_stopped_at is None


def test_a_link_to_stop_that_was_never_given_leads_nowhere(client):
    lab = make_lab()
    make_idea(lab, by_account())
    person = LabPerson.objects.get()
    token = token_of(person)
    User.objects.filter(pk=person.account_id).update(email="moved@example.org")

    found = [
        client.get(f"/labs/letters/{each}/").status_code for each in (token, "1-x", "%00", "é")
    ]

    assert found == [404] * 4


def test_members_of_a_group_are_told_once_and_a_moved_idea_brings_its_own():
    lab = make_lab()
    ines, jonas, kata = by_link(lab), by_link(lab), by_link(lab)
    first, second = make_idea(lab, ines), make_idea(lab, kata)
    take_part(first, kind=PartKind.JOIN, by=jonas)
    take_part(first, kind=PartKind.SUPPORT, by=by_link(lab))
    mail.outbox.clear()

    group = make_group(lab, [first], title="Timber", by=None)
    told = {each.to[0] for each in mail.outbox}
    move_idea(second, to=group, by=None)
    move_idea(second, to=None, by=None)
    move_idea(second, to=group, by=None)

    assert told == {ines.registration.email, jonas.registration.email}
    assert len(to(kata.registration.email)) == 1
    assert len(mail.outbox) == 3


def test_a_hidden_idea_that_is_shown_again_before_the_letter_leaves_tells_nothing():
    lab = make_lab()
    idea = make_idea(lab)
    mail.outbox.clear()

    hide_idea(idea, reason="By mistake", by=None)
    letter = Letter.objects.get(kind="idea: hidden")
    show_idea(idea, by=None)
    Letter.objects.filter(pk=letter.pk).update(state="queued")
    mail.outbox.clear()
    deliver()

    assert mail.outbox == []


def test_who_keeps_a_profile_is_asked_once_and_only_while_she_can_answer():
    consortium, ines = make_consortium(make_call(title="Twin vouchers"))
    listed = make_organisation(name="Beam Bank")
    keeper, gone = make_editor(listed), make_editor(listed)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    mail.outbox.clear()

    partner = add_partner(consortium, organisation=listed, role="partner", by=ines)
    remove_partner(partner, by=ines)
    add_partner(consortium, organisation=listed, role="partner", by=ines)

    (letter,) = mail.outbox
    assert letter.to == [keeper.email]
    assert letter.subject == "Does Beam Bank take part? Timber"
    assert "Twin vouchers" in letter.body
    assert f"/ideas/groups/{consortium.pk}/consortium/" in letter.body
    assert Letter.objects.get(kind="consortium: asked").folder == ""


def test_who_keeps_the_profile_and_adds_it_herself_is_not_asked():
    lab = make_lab()
    listed = make_organisation()
    keeper = Actor(make_editor(listed))
    idea = make_idea(lab, keeper)
    group = make_group(lab, [idea], title="Timber", by=None)
    consortium, _by = make_consortium(make_call(), group, keeper)

    add_partner(consortium, organisation=listed, role="partner", by=keeper)

    assert not Letter.objects.filter(kind="consortium: asked").exists()


def test_the_board_is_told_of_answers_together_but_not_who_answered():
    group, (ines, jonas) = make_board(members=2)
    consortium, _by = make_consortium(make_call(), group, ines)
    listed = make_organisation(name="Beam Bank")
    partner = add_partner(consortium, organisation=listed, role="partner", by=ines)
    own = add_partner(consortium, name="Berg Timber", role="partner", is_own=True, by=ines)
    sent_later()
    mail.outbox.clear()

    keeper = Actor(make_editor(listed))
    answer_for(partner, takes_part=True, by=keeper)
    answer_for(partner, takes_part=False, by=keeper)
    answer_for(own, takes_part=True, by=ines)
    sent_later()

    (of_ines,), (of_jonas,) = to(ines.registration.email), to(jonas.registration.email)
    assert of_jonas.subject == "Partners have answered: Timber"
    take, not_take = of_jonas.body.split("They do not take part:")
    assert ("Berg Timber" in take, "Beam Bank" in take, "Beam Bank" in not_take) == (1, 0, 1)
    assert "List-Unsubscribe" in of_ines.extra_headers
    assert ("Beam Bank" in of_ines.body, "Berg Timber" in of_ines.body) == (True, False)


def test_an_outcome_that_is_decided_is_told_once_for_each_decision():
    group, (ines, jonas) = make_board(members=2)
    outcome = report_outcome(group, kind="funded", on=timezone.localdate(), by=ines)
    set_wants_mail(jonas.registration, False)
    mail.outbox.clear()

    decide_outcome(outcome, is_confirmed=True, by=None)
    decide_outcome(outcome, is_confirmed=True, by=None)
    decide_outcome(outcome, is_confirmed=False, by=None)

    first, second = mail.outbox
    assert {each.to[0] for each in mail.outbox} == {ines.registration.email}
    assert first.subject == "Confirmed: Funded, Timber"
    assert second.subject == "Not confirmed: Funded, Timber"


def test_letters_speak_the_readers_language_and_name_her_hour(settings):
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    lab = make_lab()
    reader = by_account(languages=["de"], time_zone="Asia/Tokyo")
    idea = make_idea(lab, reader)
    mail.outbox.clear()

    make_group(lab, [idea], title="Holz", by=None)

    (letter,) = mail.outbox
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    assert any(month in letter.body for month in months.split())
    assert "(Tokyo)" in letter.body or "(Tokio)" in letter.body


def test_nobody_is_written_to_who_does_not_come_any_more():
    lab = make_lab()
    ines = by_link(lab)
    idea = make_idea(lab, ines)
    cancel_registration(ines.registration, by=None)
    mail.outbox.clear()

    make_group(lab, [idea], title="Timber", by=None)

    assert to(ines.registration.email) == []


def test_a_moment_lies_in_one_bundle_which_leaves_when_its_hours_are_over():
    now = timezone.now()
    bundle = bundle_of(now, 3)
    first, last = hours_of(bundle, 3)

    assert first <= now < last < leaves_at(bundle, 3)
    assert (bundle_of(first, 3), bundle_of(last, 3)) == (bundle, bundle + 1)
