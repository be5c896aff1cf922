"""A cascade call of an invented Eurocluster that was judged here: ranking, letters, results, awards."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.applications.models import Application, HostedCall, Outcome, RoleKind
from clusterhub.applications.operations import (
    agreeing,
    appeals,
    assigning,
    awards,
    building,
    deciding,
    engaging,
    hosting,
    procedure,
    scoring,
    screening,
    submitting,
    writing,
)
from clusterhub.funding.models import CallKind
from clusterhub.funding.operations import add_deadline, create_call, move_deadline, publish_call
from clusterhub.home.sample.ways import ADAM, ANNA, ERIC, MARA, VERA
from clusterhub.vocabularies.models import Country

TITLE = "Vouchers for rural hosts: first open call (sample)"
ZONE = "Europe/Brussels"
SUMMARY = (
    "The invented Eurocluster Quiet Valleys gives €5,000 each to small firms of rural tourism that"
    " try something new: at most two from one country. Everything here is made up."
)
CRITERIA = [
    {"key": "c1", "label": "Newness", "weight": "1", "most": "5", "step": "0.5", "least": "3"},
    {"key": "c2", "label": "Good for the valley", "weight": "1.5", "most": "5", "step": "0.5",
     "least": ""},
]  # fmt: skip
# Title, applicant, country, scores by both evaluators and together; without scores not eligible.
APPLICATIONS = (
    ("Beds in a hayloft", "Heuboden Hof", "AT", ("5", "4.5")),
    ("Night walks with the shepherd", "Pastora Guiada", "ES", ("4.5", "4.5")),
    ("A bus that waits for trains", "Valle Lento", "ES", ("4", "5")),
    ("Bread of the old mill", "Molino Quieto", "ES", ("4", "4")),
    ("Rowing to breakfast", "Järven Aamu", "FI", ("3.5", "4")),
    ("A museum in the post van", "Carro do Correio", "PT", ("3.5", "3.5")),
    ("Another brochure", "Papier Ferien", "AT", ("2.5", "4")),
    ("A hotel of a large chain", "Big Beds Group", "FI", None),
)
SAID = {
    "5": "Nobody has done it before.",
    "2.5": "It has been done in every valley.",
}
NOT_SMALL = "More than 250 people work there; the call is for small firms."


def load_evaluated_call(by):
    if HostedCall.objects.filter(call__title=TITLE).exists():
        return
    people = {user.email: user for user in User.objects.all()}
    hosted = _hosted(by, people)
    for number, facts in enumerate(APPLICATIONS):
        _hand_in(hosted, *facts[:3], by=people[ANNA if number % 4 == 0 else VERA])
    now = timezone.now()
    deadline = hosted.call.deadlines.get()
    move_deadline(deadline, closes_at=now - timedelta(minutes=1), by=by, source="For the sample")
    hosted = HostedCall.objects.select_related("call", "procedure").get(pk=hosted.pk)
    _judge(hosted, by, people)
    _award(by)


def _hosted(by, people):
    call = create_call(
        by=by,
        title=TITLE,
        kind=CallKind.CASCADE,
        programme="Single Market Programme",
        partnership="Quiet Valleys (sample)",
        summary=SUMMARY,
        opens_at=timezone.now() - timedelta(days=60),
        source="Invented for this demonstration",
    )
    add_deadline(call, closes_at=timezone.now() + timedelta(days=1), by=by, time_zone=ZONE)
    publish_call(call, by=by)
    hosted = hosting.host_call(call, by=by, prefix="QV", grace_minutes=0)
    for person in (by, people[ADAM]):
        hosting.give_role(hosted, person=person, role=RoleKind.OFFICER, by=by)
    form = building.draft_form(hosted, by=by)
    section = building.add_section(form, title="Your idea", by=by)
    building.add_question(
        section, kind="long", label="What will your guests do?", settings={"most_words": 200}, by=by
    )
    building.publish_form(hosted, by=by)
    return hosting.open_hosted(hosted, by=by)


def _hand_in(hosted, title, lead, country, *, by):
    row = writing.start_application(
        hosted,
        by=by,
        title=title,
        lead_name=f"{lead} (sample)",
        lead_country=Country.objects.filter(code=country).first(),
    )
    for question in row.form.questions.all():
        words = (
            f"{title}: for guests who have time, from May to October, with the people next door."
        )
        writing.write_answer(row, key=question.key, value=words, based_on=0, by=by)
    row = Application.objects.get(pk=row.pk)
    submitting.submit_application(row, by=by, received_at=timezone.now())


def _judge(hosted, by, people):
    procedure.set_procedure(
        hosted,
        by=by,
        criteria=CRITERIA,
        evaluators=2,
        is_anonymous=True,
        amount=Decimal(5000),
        budget=Decimal(20000),
        quotas=[{"group": "country", "values": [], "at_most": 2}],
        ties=[{"kind": "criterion", "of": "c2"}, {"kind": "fewer", "of": "country"}],
    )
    procedure.fix_procedure(hosted, by=by)
    for email in (ERIC, MARA):
        engagement = engaging.invite_evaluator(hosted, person=people[email], by=by)
        engaging.answer_invitation(engagement, accepts=True, by=people[email])
    hosted = HostedCall.objects.select_related("call", "procedure").get(pk=hosted.pk)
    rows = list(hosted.applications.order_by("number"))
    for row, (_title, _lead, _country, scores) in zip(rows, APPLICATIONS, strict=True):
        verdict = {"verdict": "yes"} if scores else {"verdict": "no", "reason": NOT_SMALL}
        screening.screen_application(row, by=by, **verdict)
    assigning.assign_evaluators(hosted, by=by)
    for row, facts in zip(rows, APPLICATIONS, strict=True):
        _score(row, facts[3])
    deciding.decide(hosted, by=by)
    deciding.post_decision_letters(hosted, by=by)
    deciding.publish_results(hosted, by=by)
    _appeal(rows[6], by)


def _appeal(row, by):
    """One that was right, so that an officer sees what follows from it."""
    words = "The brochure is one for guests who cannot see; that page was overlooked."
    outcome, now = Outcome.objects.get(application=row), timezone.now()
    appeal = appeals.file_appeal(outcome, words=words, by=row.created_by, received_at=now)
    reasons = "The page was overlooked; the scores for newness are put right."
    appeals.decide_appeal(appeal, is_upheld=True, reasons=reasons, by=by)


def _score(row, scores):
    judges = [each.evaluator for each in row.assignments.all()]
    if not judges or not scores:
        return
    given = {"c1": scores[0], "c2": scores[1]}
    comments = {"c1": SAID.get(scores[0], "Others have begun with it; here it is new.")}
    for judge in judges:
        scoring.save_evaluation(row, scores=given, comments=comments, gives=True, by=judge)
    words = "The idea fits the valley, and the people who carry it live there."
    saved = agreeing.save_consensus(row, scores=given, words=words, number=0, by=judges[0])
    for judge in judges[1:]:
        agreeing.agree_to_consensus(row, number=saved.number, by=judge)


def _award(by):
    outcome = Outcome.objects.filter(decision__hosted__call__title=TITLE, rank=1).first()
    if outcome is None:
        return
    today = timezone.localdate()
    award = awards.send_agreement(outcome.award, by=by)
    awards.change_award(
        award,
        by=by,
        agreement_number="QV-2026-1",
        signed_on=today,
        starts_on=today,
        ends_on=today + timedelta(days=180),
    )
    due = today + timedelta(days=90)
    awards.add_step(award, kind="report", title="What the first guests said", due_on=due, by=by)
    first = {"kind": "payment", "title": "First half", "due_on": today, "amount": Decimal(2500)}
    awards.pay_step(awards.add_step(award, by=by, **first), paid_on=today, by=by)
    rest = {"kind": "payment", "title": "Second half", "due_on": due, "amount": Decimal(2500)}
    awards.add_step(award, by=by, **rest)
