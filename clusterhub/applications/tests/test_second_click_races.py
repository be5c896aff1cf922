"""Two clicks, or two people, at the same moment. Real transactions, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from clusterhub.applications import judging_refusals, refusals
from clusterhub.applications.models import Decision, LeadWord, MadeFile, RoleKind
from clusterhub.applications.operations import (
    awards,
    deciding,
    hosting,
    lead_words,
    making,
    partners,
    stages,
    submitting,
    team,
    writing,
)
from clusterhub.applications.tests.evaluating import decide, judge_all, make_judged
from clusterhub.applications.tests.makers import make_application, make_hosted, make_publisher
from clusterhub.applications.tests.test_lead_words import make_kept, name_it
from clusterhub.applications.tests.test_teams import _invited

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
REFUSED = (
    *(refusals.NotAllowed, refusals.NotOpen, refusals.ConflictOfRoles),
    judging_refusals.NotYet,
)


def at_once(*actions):
    """Run them together; what each gave back, or the kind of refusal it met."""
    start = Barrier(len(actions))

    def run(action):
        try:
            start.wait(timeout=30)
            return action()
        except REFUSED as refusal:
            return type(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_two_clicks_begin_hand_in_name_and_invite_once():
    hosted, person = make_hosted(), make_publisher()
    facts = {"title": "Dry wood", "lead_name": "Teste Wood Ltd", "by": person}
    at_once(*[lambda: writing.start_application(hosted, **facts)] * 2)
    application = make_application(hosted)
    lead, now = application.leader, timezone.now()
    partner = {"name": "Institute", "contact_email": "ida@i.example", "task": "x", "by": lead}
    member = {"email": "zoe@team.example", "role": "writer", "by": lead}

    at_once(*[lambda: partners.add_partner(application, asks=True, **partner)] * 2)
    at_once(*[lambda: team.invite_member(application, **member)] * 2)
    handed_in = {"by": lead, "received_at": now}
    at_once(*[lambda: submitting.submit_application(application, **handed_in)] * 2)

    assert hosted.applications.filter(created_by=person).count() == 1
    assert application.partners.get().link_version == 1
    assert application.members.get(joined_at=None).link_version == 1
    assert application.submissions.count() == 1


def test_who_joins_a_team_and_gets_a_role_in_the_other_stage_at_once_has_one_of_both():
    hosted = make_hosted()
    second = stages.add_second_stage(hosted, by=hosted.publisher)
    application = make_application(hosted)
    for role in (RoleKind.OFFICER, RoleKind.OBSERVER, RoleKind.EVALUATOR):
        row, person = _invited(application)
        named = {"person": person, "role": role, "by": hosted.publisher}

        at_once(
            lambda row=row, person=person: team.join_team(row, by=person),
            lambda named=named: hosting.give_role(second, **named),
        )

        joined = application.members.joined().filter(person=person).exists()
        works = second.roles.current().filter(person=person).exists()
        assert joined + works == 1


def test_what_is_withdrawn_while_it_is_decided_is_decided_or_withdrawn():
    hosted = make_judged(count=1, evaluators=1)
    judge_all(hosted, [("5", "5")])
    application = hosted.applications.get()

    at_once(
        lambda: deciding.decide(hosted, by=hosted.officer),
        lambda: submitting.withdraw_application(application, by=application.created_by),
    )

    application.refresh_from_db()
    is_decided = Decision.objects.filter(hosted=hosted).exists()
    assert is_decided != (application.withdrawn_at is not None)


def test_a_payment_is_planned_and_noted_once_by_two_officers():
    hosted = make_judged(count=1, evaluators=1)
    judge_all(hosted, [("5", "5")])
    award = decide(hosted).outcomes.get().award
    by, today = hosted.officer, timezone.localdate()
    awards.change_award(award, by=by, signed_on=today)
    facts = {"kind": "payment", "title": "First", "amount": 100, "due_on": today, "by": by}

    at_once(*[lambda: awards.add_step(award, **facts)] * 2)
    step = award.steps.get()
    days = (today, today + timedelta(days=1))
    at_once(*[lambda day=day: awards.pay_step(step, paid_on=day, by=by) for day in days])

    assert award.steps.get().paid_on in days
    entries = award.outcome.application.accesses.filter(what="paid: First")
    assert entries.count() == 1


def test_a_file_that_two_ask_for_is_one_row_and_made_by_one_worker():
    application = make_application()
    source = {"record": {"a": 1}, "note": ""}

    def ask():
        return making.ask_for_file(application, reading="team", source=source).pk

    found = at_once(ask, ask, ask)
    row = MadeFile.objects.get()
    claims = at_once(*[lambda: making.claim(row.pk)] * 3)

    assert found == [row.pk] * 3
    assert sorted(claims) == [False, False, True]


def test_two_editors_who_answer_at_once_leave_one_answer():
    hosted, (body, editor) = make_hosted(), make_kept()
    name_it(body, hosted)
    word = LeadWord.objects.get()

    def answer(confirms):
        who = type(editor).objects.get(pk=editor.pk)
        return lead_words.answer_for_organisation(
            LeadWord.objects.get(pk=word.pk), confirms=confirms, by=who
        )

    at_once(lambda: answer(True), lambda: answer(False))

    word.refresh_from_db()
    assert not word.is_open
    assert (word.confirmed_at is None) != (word.declined_at is None)
