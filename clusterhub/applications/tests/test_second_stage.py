from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from clusterhub.applications.judging_refusals import AlreadyDecided, NotFunded, NotYet
from clusterhub.applications.models import Award, RoleKind
from clusterhub.applications.operations import (
    appeals,
    attaching,
    building,
    deciding,
    hosting,
    procedure,
    reserve,
    stages,
    submitting,
    writing,
)
from clusterhub.applications.refusals import ConflictOfRoles, NotAllowed, NotOpen, TooLate
from clusterhub.applications.tests.evaluating import (
    agree,
    decide,
    fresh,
    give,
    judge_all,
    make_evaluator,
    make_judged,
    make_officer,
)
from clusterhub.applications.tests.evaluating import assign as assign_all
from clusterhub.applications.tests.makers import make_application, make_hosted, make_publisher
from clusterhub.funding.operations import add_deadline

pytestmark = pytest.mark.django_db
GOOD, POOR = ("5", "4.5"), ("2.5", "5")


def make_two_stages(days=30, **rules):
    """A call whose first stage is judged and decided: the first application passes, the second not.
    Its second stage is open, with a deadline in `days`."""
    hosted = make_judged(count=2, evaluators=1, **rules)
    second = stages.add_second_stage(hosted, by=hosted.publisher)
    building.publish_form(second, by=hosted.publisher)
    second = hosting.open_hosted(second, by=hosted.publisher)
    closes_at = timezone.now() + timedelta(days=days)
    add_deadline(hosted.call, closes_at=closes_at, stage=2, by=None)
    judge_all(hosted, [GOOD, POOR])
    hosted, second = fresh(hosted), fresh(second)
    second.publisher = hosted.publisher
    decide(hosted)
    return hosted, second


def test_the_first_stage_invites_and_what_both_forms_ask_is_carried_over(
    django_capture_on_commit_callbacks,
):
    hosted, second = make_two_stages()

    with django_capture_on_commit_callbacks(execute=True):
        deciding.post_decision_letters(hosted, by=hosted.officer)

    first, refused = hosted.applications.order_by("number")
    assert [first.outcome.place, refused.outcome.place] == ["invited", "below"]
    assert first.outcome.letter_reason == "Score 9.5, rank 1: invited to the second stage."
    copy = second.applications.get()
    assert (copy.came_from, copy.title, copy.number) == (first, first.title, first.number)
    assert [row.value for row in copy.answers.all()] == [row.value for row in first.answers.all()]
    assert copy.submitted_at is None
    assert list(copy.members.values_list("person", "role")) == [(first.created_by_id, "lead")]
    assert not Award.objects.exists()
    letters = {m.to[0]: m.body for m in mail.outbox if "decision on your application" in m.subject}
    invited = letters[first.created_by.email]
    assert "invited to the second stage" in invited
    assert copy.get_absolute_url() in invited and "Hand it in before" in invited
    assert "not invited to the second stage" in letters[refused.created_by.email]
    with pytest.raises(NotYet):  # What everybody may read comes with the last stage.
        deciding.publish_results(hosted, by=hosted.officer)
    hosted.call.refresh_from_db()
    assert hosted.call.results_at is None and hosted.call.status() == "open"


def test_the_second_stage_is_handed_in_judged_and_ranked_by_itself():
    hosted, second = make_two_stages(budget=5000)
    deciding.post_decision_letters(hosted, by=hosted.officer)
    copy, leader = second.applications.get(), second.applications.get().created_by
    submitting.submit_application(copy, by=leader, received_at=timezone.now())
    deadline = hosted.call.deadlines.get(stage=2)

    with pytest.raises(TooLate):
        submitting.submit_application(copy, by=leader, received_at=deadline.closes_at)
    assert not second.applications.unsealed([second.pk]).exists()
    hosted.call.deadlines.filter(stage=2).update(closes_at=timezone.now())
    second.officer = make_officer(second)
    rules = {"criteria": hosted.procedure.criteria, "evaluators": 1, "amount": 5000}
    procedure.set_procedure(second, by=second.publisher, **rules)
    procedure.fix_procedure(second, by=second.publisher)
    judge = make_evaluator(second)
    second = fresh(second)
    assign_all(second)
    give(copy, judge, "4", "4")
    agree(copy, "4", "4")
    decide(second)
    deciding.post_decision_letters(second, by=second.officer)
    deciding.publish_results(second, by=second.officer)

    assert Award.objects.get().outcome.application == copy
    hosted.call.refresh_from_db()
    assert hosted.call.status() == "results_out"


def test_only_who_was_invited_writes_in_the_second_stage():
    hosted, second = make_two_stages()
    deciding.post_decision_letters(hosted, by=hosted.officer)
    stranger = make_publisher()

    with pytest.raises(NotOpen):
        writing.start_application(second, by=stranger, title="Late", lead_name="Nobody asked Ltd")
    with pytest.raises(NotAllowed):
        submitting.submit_application(
            second.applications.get(), by=stranger, received_at=timezone.now()
        )
    with pytest.raises(ConflictOfRoles):  # Who applied to the first judges nothing of the second.
        hosting.give_role(
            second,
            person=hosted.applications.get(number=2).created_by,
            role=RoleKind.OFFICER,
            by=second.publisher,
        )


def test_letters_wait_until_the_second_stage_can_be_written_and_has_its_deadline():
    hosted, second = make_two_stages(days=3)
    hosted.call.deadlines.filter(stage=2).update(closes_at=timezone.now())

    with pytest.raises(NotYet) as refusal:
        deciding.post_decision_letters(hosted, by=hosted.officer)

    assert refusal.value.missing == [
        "The call needs a deadline of its second stage that is to come."
    ]
    assert not second.applications.exists()


def test_who_was_right_in_an_appeal_is_invited_and_nobody_moves_up():
    hosted, second = make_two_stages()
    deciding.post_decision_letters(hosted, by=hosted.officer)
    refused = hosted.applications.get(number=2)
    appeal = appeals.file_appeal(
        refused.outcome, words="Read page 3.", by=refused.created_by, received_at=timezone.now()
    )

    appeals.decide_appeal(appeal, is_upheld=True, reasons="True.", by=hosted.officer)

    assert set(second.applications.values_list("came_from__number", flat=True)) == {1, 2}
    with pytest.raises(NotFunded):
        reserve.give_back(hosted.applications.get(number=1).outcome, by=hosted.officer)


def test_a_second_stage_is_made_once_by_the_publisher_and_before_the_decision(client):
    hosted = make_hosted()
    client.force_login(make_publisher(hosted, RoleKind.OFFICER))
    address = reverse("applications:second-stage", args=[hosted.address])

    assert client.post(address).status_code == 404
    client.force_login(hosted.publisher)
    first, again = client.post(address), client.post(address)

    second = hosted.second_stage()
    assert first.url == again.url == f"/calls/{hosted.call.slug}/stage-2/desk/"
    assert client.get(first.url).status_code == 200
    assert "Add a second stage" not in client.get(first.url).content.decode()
    assert second.forms.get().sections.count() == hosted.forms.get().sections.count()
    with pytest.raises(NotAllowed):
        stages.add_second_stage(second, by=hosted.publisher)
    decided = make_judged(count=1, evaluators=1)
    judge_all(decided, [GOOD])
    decide(decided)
    with pytest.raises(AlreadyDecided):
        stages.add_second_stage(decided, by=decided.publisher)


def test_pages_of_both_stages_say_where_it_goes_on(client):
    hosted, second = make_two_stages()
    deciding.post_decision_letters(hosted, by=hosted.officer)
    first, copy = hosted.applications.get(number=1), second.applications.get()
    client.force_login(first.created_by)

    outcome = client.get(reverse("evaluation:outcome", args=[first.uid])).content.decode()
    page = client.get(copy.get_absolute_url()).content.decode()
    call = client.get(hosted.call.get_absolute_url()).content.decode()
    client.force_login(hosted.officer)
    ranking = client.get(reverse("evaluation:ranking", args=[hosted.address])).content.decode()
    desk = client.get(reverse("evaluation:desk", args=[second.address]))

    assert copy.get_absolute_url() in outcome
    assert first.get_absolute_url() in page
    assert "/application/" not in call  # Nobody begins one now.
    assert "Invited to the second stage" in ranking and "Publish the results" not in ranking
    assert desk.status_code == 200  # Who sat at the first desk sits at the second.
    client.force_login(first.created_by)
    assert client.get(reverse("evaluation:desk", args=[second.address])).status_code == 404


def test_a_file_stays_while_either_stage_has_it(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    hosted = make_hosted(questions=[{"kind": "file", "label": "Plan"}])
    application = make_application(hosted)
    row = attaching.attach_file(
        application,
        key=hosted.forms.get().questions.get().key,
        name="plan.pdf",
        content=b"%PDF-1.4\n%%EOF\n",
        by=application.leader,
    )
    second = stages.add_second_stage(hosted, by=hosted.publisher)
    building.publish_form(second, by=hosted.publisher)
    copy = stages.carry_over(application, second, by=None, now=timezone.now())

    attaching.detach_file(row, by=application.leader)

    assert copy.attachments.get().file.read().startswith(b"%PDF")
