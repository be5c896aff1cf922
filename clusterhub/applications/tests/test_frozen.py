"""What was handed in stays as it was handed in, whatever is changed behind it."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.applications import judging_refusals, refusals
from clusterhub.applications.conflict_facts import applying_of
from clusterhub.applications.models import Award, Outcome
from clusterhub.applications.operations import (
    attaching,
    deciding,
    hosting,
    partners,
    reserve,
    screening,
    submitting,
    team,
    writing,
)
from clusterhub.applications.tests.evaluating import (
    applications,
    assign,
    decide,
    give,
    judge_all,
    make_judged,
    make_officer,
)
from clusterhub.applications.tests.makers import (
    make_application,
    make_hosted,
    make_submitted,
    pass_deadline,
    submit,
)
from clusterhub.directory.tests.makers import make_country, make_organisation

pytestmark = pytest.mark.django_db
REFUSED = (
    *(refusals.NotAllowed, refusals.LinkOver, refusals.TooLate, refusals.NotOpen),
    *(judging_refusals.AlreadyDecided, judging_refusals.NotYet),
)
PDF = b"%PDF-1.4\n%%EOF\n"


def tried(operation, *records, **facts):
    """An attack: whether it was let through."""
    with suppress(*REFUSED):
        operation(*records, **facts)
        return True
    return False


def test_after_the_deadline_nobody_changes_what_was_handed_in(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    questions = [{"kind": "long", "label": "Why?"}, {"kind": "file", "label": "Plan"}]
    hosted = make_hosted(questions=questions)
    application = make_application(hosted)
    lead, [why, plan] = application.leader, hosted.forms.get().questions.all()
    file = attaching.attach_file(application, key=plan.key, name="a.pdf", content=PDF, by=lead)
    facts = {"name": "Institute", "contact_email": "ida@institute.example", "task": "Sensors"}
    partner = partners.add_partner(application, by=lead, asks=True, **facts)
    asked = team.invite_member(application, email="zoe@late.example", role="writer", by=lead)
    submit(application)
    pass_deadline(hosted)

    attacks = {
        "facts": tried(writing.change_facts, application, by=lead, title="Other", lead_name="X"),
        "answer": tried(
            writing.write_answer, application, key=why.key, value="New", based_on=1, by=lead
        ),
        "file": tried(
            attaching.attach_file, application, key=plan.key, name="b", content=PDF + b" ", by=lead
        ),
        "no file": tried(attaching.detach_file, file, by=lead),
        "partner": tried(partners.add_partner, application, by=lead, name="Late", task="-"),
        "asking": tried(partners.ask_partner, partner, by=lead),
        "yes": tried(partners.answer_as_partner, partner, confirms=True, name="Ida"),
        "no partner": tried(partners.remove_partner, partner, by=lead),
        "team": tried(team.invite_member, application, email="b@c.example", role="lead", by=lead),
    }

    assert {name for name, is_let_in in attacks.items() if is_let_in} == set()
    assert not team.still_holds(asked) or not tried(team.join_team, asked, by=lead)


def test_while_it_can_still_be_handed_in_it_is_written_on():
    hosted = make_hosted()
    application = make_submitted(hosted)
    key = hosted.forms.get().questions.get().key
    facts = {"key": key, "by": application.leader}

    assert tried(writing.write_answer, application, value="Better", based_on=1, **facts)
    pass_deadline(hosted)
    assert not tried(writing.write_answer, application, value="Too late", based_on=2, **facts)
    until = timezone.now() + timedelta(days=1)
    officer = make_officer(hosted)
    submitting.grant_exception(application, until=until, reason="Power cut", by=officer)
    assert tried(writing.write_answer, application, value="Let in", based_on=2, **facts)


def test_what_was_typed_when_the_deadline_passed_is_shown_again(client):
    hosted = make_hosted()
    application = make_submitted(hosted)
    section = hosted.forms.get().sections.get()
    key = section.questions.get().key
    pass_deadline(hosted)
    client.force_login(application.leader)
    typed = {f"v-{key}": "1", f"a-{key}": "Words of the last minute"}

    page = client.post(reverse("applications:section", args=[application.uid, section.key]), typed)
    saved = client.post(
        reverse("applications:answers", args=[application.uid]), {"key": key, **typed}
    )

    assert page.status_code == 422
    assert "Words of the last minute" in page.content.decode()
    assert (saved.status_code, saved.json()["state"]) == (403, "refused")
    assert application.answers.get().value.startswith("About")


def _behind_the_receipt(hosted):
    """The draft behind what was handed in is changed, and not handed in again."""
    for application in applications(hosted):
        organisation = make_organisation(name=f"Other Body {application.number}")
        type(application).objects.filter(pk=application.pk).update(
            title="Changed",
            lead_name="Changed",
            lead_organisation=organisation,
            lead_country=make_country("FR", "France"),
        )


def test_decided_ranked_and_published_is_what_was_handed_in(client):
    quota = [{"group": "country", "at_most": 1}]
    countries = (("ES", "Spain"), ("PT", "Portugal"))
    hosted = make_judged(evaluators=1, countries=countries, quotas=quota, places=2)
    judge_all(hosted, [("5", "5"), ("4", "4")])
    _behind_the_receipt(hosted)
    client.force_login(hosted.officer)
    slug = hosted.call.slug

    table = client.get(reverse("evaluation:ranking-csv", args=[slug])).content.decode()
    desk = client.get(reverse("evaluation:desk-json", args=[slug])).json()["applications"]
    case = client.get(reverse("evaluation:case", args=[slug, 1])).content.decode()
    decide(hosted)
    deciding.post_decision_letters(hosted, by=hosted.officer)
    deciding.publish_results(hosted, by=hosted.officer)
    letter = client.get(reverse("evaluation:letter", args=[slug, 1])).content.decode()
    decided = client.get(reverse("evaluation:ranking-csv", args=[slug])).content.decode()
    awards = client.get(reverse("evaluation:awards-json", args=[slug])).json()["awards"]
    results = client.get(reverse("evaluation:results-json", args=[slug])).json()["funded"]

    places = Outcome.objects.order_by("application__number").values_list("place", "country")
    assert list(places) == [("funded", "ES"), ("funded", "PT")]
    assert [(row["title"], row["lead"], row["country"]) for row in results] == [
        ("Project 1", "Lead 1", "ES"),
        ("Project 2", "Lead 2", "PT"),
    ]
    assert [row["lead"] for row in awards] == ["Lead 1", "Lead 2"]
    assert [(row["title"], row["country"]) for row in desk] == [
        ("Project 1", "ES"),
        ("Project 2", "PT"),
    ]
    for page in (table, case, letter, decided):
        assert "Changed" not in page and "Other Body" not in page and "France" not in page


def test_who_moves_up_is_counted_as_it_was_handed_in():
    quota = [{"group": "country", "at_most": 1}]
    countries = (("ES", "Spain"), ("PT", "Portugal"), ("PT", "Portugal"))
    hosted = make_judged(count=3, evaluators=1, countries=countries, quotas=quota, places=1)
    judge_all(hosted, [("5", "5"), ("4", "4"), ("3", "3")])
    decide(hosted)
    _behind_the_receipt(hosted)

    moved = reserve.give_back(Outcome.objects.get(place="funded"), by=hosted.officer)

    assert [row.application.number for row in moved] == [2]
    assert Award.objects.count() == 2


def test_the_domain_of_a_contact_ties_although_the_partner_was_taken_off_afterwards():
    hosted = make_hosted()
    application = make_application(hosted)
    facts = {"name": "Institute", "contact_email": "ida@institute.example", "task": "Sensors"}
    partner = partners.add_partner(application, by=application.leader, **facts)
    submit(application)

    partners.remove_partner(partner, by=application.leader)

    assert "institute.example" in applying_of([application])[application.pk].domains


def test_nobody_is_let_in_late_after_it_was_judged_or_decided():
    hosted = make_judged(count=2, evaluators=1)
    assign(hosted)
    first, second = applications(hosted)
    give(first, hosted.evaluators[0])
    facts = {"until": timezone.now() + timedelta(days=1), "reason": "x", "by": hosted.officer}

    judged = tried(submitting.grant_exception, first, **facts)
    unjudged = tried(submitting.grant_exception, second, **facts)

    assert (judged, unjudged) == (False, True)


def test_what_is_handed_in_anew_is_screened_anew_and_never_under_its_scores():
    hosted = make_judged(count=1, evaluators=1)
    [application] = applications(hosted)
    key = hosted.forms.get().questions.get().key
    screening.screen_application(application, verdict="yes", by=hosted.officer)
    until = timezone.now() + timedelta(days=1)
    submitting.grant_exception(application, until=until, reason="x", by=hosted.officer)
    lead = application.created_by
    writing.write_answer(application, key=key, value="Other", based_on=1, by=lead)

    submit(application, by=lead)
    screened_after = application.screenings.filter(ended_at=None).exists()
    assign(hosted)
    give(application, hosted.evaluators[0])
    writing_on = {"value": "Third", "based_on": 2, "by": lead}
    written = tried(writing.write_answer, application, key=key, **writing_on)
    handed_in = tried(
        submitting.submit_application, application, by=lead, received_at=timezone.now()
    )

    assert not screened_after
    assert (written, handed_in) == (False, False)
    assert application.submissions.count() == 2


def test_after_the_decision_nothing_is_handed_in_let_in_or_withdrawn_from_under_it():
    hosted = make_judged(count=2, evaluators=1, budget=5000)
    judge_all(hosted, [("5", "5"), ("4", "4")])
    decide(hosted)
    funded, reserved = applications(hosted)
    until = timezone.now() + timedelta(days=1)
    hosted.call.deadlines.update(closes_at=until)  # An editor moved it.

    by = funded.created_by
    attacks = [
        tried(submitting.grant_exception, funded, until=until, reason="x", by=hosted.officer),
        tried(submitting.submit_application, funded, by=by, received_at=timezone.now()),
        tried(submitting.withdraw_application, funded, by=by),
    ]

    assert attacks == [False, False, False]
    assert tried(submitting.withdraw_application, reserved, by=reserved.created_by)
    assert reserve.give_back(funded.outcome, by=hosted.officer) == []  # Who has left moves not up.


def test_grace_and_lateness_are_rules_from_before_the_deadline():
    hosted = make_hosted()
    pass_deadline(hosted)

    changed = tried(hosting.change_settings, hosted, by=hosted.publisher, grace_minutes=60)

    assert not changed
    assert tried(hosting.change_settings, hosted, by=hosted.publisher, most_members=12)


def test_one_exception_is_in_the_time_to_come_and_for_who_is_in_the_call():
    hosted = make_hosted()
    officer = make_officer(hosted)
    application = make_application(hosted)
    past = timezone.now() - timedelta(hours=1)

    assert not tried(submitting.grant_exception, application, until=past, reason="x", by=officer)


def test_an_application_cannot_stop_the_decision_by_its_sums():
    columns = {"columns": ["Cost"]}
    questions = [{"kind": "budget", "label": "Budget", "settings": columns, "is_required": False}]
    hosted = make_hosted(questions=questions)
    application = make_application(hosted, is_answered=False)
    key = hosted.forms.get().questions.get().key
    rows = {"rows": [[f"Item {n}", "999999999999.99"] for n in range(50)]}
    writing.write_answer(application, key=key, value=rows, based_on=0, by=application.leader)
    with suppress(refusals.Incomplete):
        submit(application)

    application.refresh_from_db()
    assert application.submitted_at is None
