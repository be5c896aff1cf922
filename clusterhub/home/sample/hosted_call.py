"""An open call of an invented Eurocluster, taken here: its form and three applications on their way."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.applications.models import Application, HostedCall, MemberRole, RoleKind
from clusterhub.applications.operations import (
    building,
    hosting,
    partners,
    submitting,
    team,
    writing,
)
from clusterhub.clock.moments import local_to_instant
from clusterhub.directory.models import Organisation
from clusterhub.documents.blocks import Cover, Document, Paragraph
from clusterhub.documents.dialect import Run, print_inline
from clusterhub.documents.writing import to_docx
from clusterhub.funding.models import CallKind
from clusterhub.funding.operations import (
    add_deadline,
    add_document,
    change_rules,
    create_call,
    publish_call,
)
from clusterhub.home.sample.ways import ADAM, ANNA, ERIC, MARA, OWN
from clusterhub.vocabularies.models import Country

TITLE = "Robots for small sawmills: first open call (sample)"
ZONE = "Europe/Brussels"
SUMMARY = (
    "The invented Eurocluster Wood Forward passes on part of its grant: up to €20,000 for a firm of "
    "fewer than 250 people that tries a robot or a sensor in its own sawmill, with a partner that "
    "knows the technology. Ten projects are paid. Everything here is made up."
)
GUIDE = (
    "Hand in before 17:00 in Brussels: 16:59:59 is in time, 17:00:00 is not.",
    "Whoever is not sure whether her firm may apply looks at “May I apply?” on the page of the call.",
)
RULES = [
    {"kind": "size", "id": "sme", "sizes": ["micro", "small", "medium"]},
    {"kind": "country", "id": "country", "programmes": ["smp"]},
    {"kind": "nace", "id": "nace", "codes": ["16"]},
    {"kind": "aid", "id": "aid", "amount_eur": 20_000},
]
FORM = (
    (
        "The project",
        "Write for somebody who knows sawmills and nothing of your firm.",
        (
            ("long", "What will you try, and where?", {"most_words": 250}),
            ("long", "What will be different afterwards?", {"most_characters": 1500}),
            (
                "one",
                "Has it been tried elsewhere?",
                {"choices": ["No", "Yes, in another trade", "Yes, in a sawmill"]},
            ),
            ("short", "Where was it tried?", {"most_characters": 200}),
            ("number", "Months that you need", {"least": "3", "most": "12"}),
        ),
    ),
    (
        "Partners and money",
        "",
        (
            ("partners", "Who takes part beside you?", {"least": 1, "most": 3}),
            (
                "budget",
                "What does it cost?",
                {
                    "columns": ["Total cost", "Grant asked for"],
                    "rows": ["Staff", "Equipment", "Travel", "Other"],
                    "most_total": "20000",
                },
            ),
            ("file", "Offer for the equipment, if you have one", {"most_files": 2, "most_mb": 10}),
        ),
    ),
    (
        "Declarations",
        "",
        (
            ("declaration", "We have fewer than 250 people and are independent.", {}),
            ("declaration", "We have read the rules of the call.", {}),
        ),
    ),
)
ASKED_IF_TRIED = {
    "Where was it tried?": (
        "Has it been tried elsewhere?",
        ["Yes, in another trade", "Yes, in a sawmill"],
    )
}
OPTIONAL = {"Offer for the equipment, if you have one"}


def load_hosted_call(by):
    if HostedCall.objects.filter(call__title=TITLE).exists():
        return
    hosted = hosting.host_call(_call(by), by=by, prefix="RSM", grace_minutes=0)
    officer = User.objects.get(email=ADAM)
    hosting.give_role(hosted, person=officer, role=RoleKind.OFFICER, by=by)
    _build(hosted, by)
    building.publish_form(hosted, by=by)
    hosted = hosting.open_hosted(hosted, by=by)
    _applications(hosted)
    building.draft_form(hosted, by=by)  # The next version is in the making.


def _call(by):
    day = timezone.localdate() + timedelta(days=24)
    closes_at = local_to_instant(datetime.combine(day, time(17)), ZONE).instant
    call = create_call(
        by=by,
        title=TITLE,
        kind=CallKind.CASCADE,
        programme="Single Market Programme",
        partnership="Wood Forward (sample)",
        summary=SUMMARY,
        opens_at=local_to_instant(
            datetime.combine(day - timedelta(days=44), time(9)), ZONE
        ).instant,
        budget_eur=200_000,
        max_eur=20_000,
        money_form="lump_sum",
        source="Invented for this demonstration",
    )
    rules = [rule | {"source": {"citation": "Guide for applicants (sample)"}} for rule in RULES]
    change_rules(call, change=lambda _present: rules, by=by)
    add_deadline(call, closes_at=closes_at, by=by, time_zone=ZONE)
    add_document(call, title="Guide for applicants", name="guide.docx", content=_guide(), by=by)
    return publish_call(call, by=by)


def _guide():
    blocks = tuple(Paragraph(print_inline([Run(words)])) for words in GUIDE)
    cover = Cover(series=TITLE, title="Guide for applicants")
    return to_docx(Document(title=cover.title, cover=cover, blocks=blocks))


def _build(hosted, by):
    form, keys = building.draft_form(hosted, by=by), {}
    for title, words, questions in FORM:
        section = building.add_section(form, title=title, help=words, by=by)
        for kind, label, settings in questions:
            other, words_of = ASKED_IF_TRIED.get(label, ("", ()))
            condition = {"key": keys[other], "is": words_of} if other else {}
            row = building.add_question(
                section,
                kind=kind,
                label=label,
                settings=settings,
                show_if=condition,
                is_required=label not in OPTIONAL,
                by=by,
            )
            keys[label] = row.key


def _applications(hosted):
    people = {user.email: user for user in User.objects.filter(email__in=[ANNA, ERIC, MARA])}
    lead = Organisation.objects.filter(name=OWN).first()
    _write(hosted, people[ANNA], "A gripper that feels the knots", lead, months="")
    shared = _write(hosted, people[MARA], "Moisture seen before the saw", None, months="9")
    invited = team.invite_member(shared, email=ANNA, role=MemberRole.READER, by=people[MARA])
    team.join_team(invited, by=people[ANNA])
    _hand_in(shared)
    gone = _write(hosted, people[ERIC], "Sorting boards by sound", None, months="6")
    _hand_in(gone)
    submitting.withdraw_application(gone, by=people[ERIC])


def _write(hosted, person, title, lead, months):
    row = writing.start_application(
        hosted,
        by=person,
        title=title,
        lead_organisation=lead,
        lead_name=lead.name if lead else "Atlantic Boards Ltd (sample)",
        lead_country=Country.objects.filter(code="IE").first(),
    )
    partners.add_partner(
        row,
        by=person,
        name="Institute for Feeling Machines (sample)",
        country=Country.objects.filter(code="FI").first(),
        task="Builds the sensor and shows our people how it is looked after.",
    )
    said = {
        "What will you try, and where?": f"{title}: one line of our mill, in two shifts, for half a year. "
        "The machine stands beside the old one, so that nothing stops when it fails.",
        "Has it been tried elsewhere?": "Yes, in another trade",
        "Where was it tried?": "In a bakery that sorts bread by colour.",
        "Months that you need": months,
        "What does it cost?": {
            "rows": [["Staff", "9000", "6000"], ["Equipment", "14000", "11000"]]
        },
    }
    if months:
        said["What will be different afterwards?"] = (
            "We throw away a tenth less wood, and nobody lifts what a machine can lift."
        )
    for question in row.form.questions.all():
        value = True if question.kind == "declaration" and months else said.get(question.label)
        if value:
            writing.write_answer(row, key=question.key, value=value, based_on=0, by=person)
    return row


def _hand_in(row):
    row = Application.objects.get(pk=row.pk)
    submitting.submit_application(row, by=row.created_by, received_at=timezone.now())
