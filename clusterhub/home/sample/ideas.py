"""What is made in laboratories: ideas, a group with its board, a consortium, and what came of last year's."""

from datetime import timedelta

from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.directory.models import Organisation
from clusterhub.events.emails.kinds import folder_of
from clusterhub.events.models import Event, EventFormat, Way
from clusterhub.events.operations import create_event, publish_event, register
from clusterhub.funding.operations import add_deadline, change_rules, create_call, publish_call
from clusterhub.home.sample.files import blocks
from clusterhub.home.sample.labs import TITLE as COMING
from clusterhub.home.sample.ways import ANNA, MARA, OWN
from clusterhub.labs.actors import Actor
from clusterhub.labs.emails.to_people import OF_ACCOUNTS
from clusterhub.labs.models import Lab, PartKind
from clusterhub.labs.operations.board import (
    add_role,
    add_section,
    add_task,
    aim_at,
    save_section,
    take_role,
)
from clusterhub.labs.operations.consortia import add_partner, answer_for, begin_consortium
from clusterhub.labs.operations.files import add_file
from clusterhub.labs.operations.grouping import make_group
from clusterhub.labs.operations.ideas import post_idea, take_part
from clusterhub.labs.operations.outcomes import decide_outcome, report_outcome
from clusterhub.labs.operations.setting_up import begin_lab, close_lab, describe_lab, open_lab
from clusterhub.letters.models import Letter
from clusterhub.letters.operations import forget_letters_about
from clusterhub.vocabularies.models import Country, Topic

OF_LABS = "^(idea|consortium|outcome): "  # Kinds of letters; those about registrations stay.
PAST, CALL = "Cluster Collaboration Lab: water in food (sample)", "Circular timber (sample)"
INTRO = (
    "What would you build with what comes out of old buildings? Post it in ten lines. We put similar "
    "ideas together before the day; each group gets a table, a board, and company afterwards."
)
WRITTEN = {
    "What we want to reach": "A beam carries its origin, strength and last building on a chip that "
    "survives the saw. Three mills and two schools try it out in the first year.",
    "What we have": "A printer for boards in Tartu, forty beams in Lisbon, a teacher in Celje.",
}
DRAFTS = {"What we have": "A printer for boards in Tartu and a teacher in Celje."}
SOURCE = {"citation": "Guide for applicants (sample), section 3"}
RULES = [
    {"kind": "consortium", "id": "three", "at_least": 3, "countries_at_least": 3, "source": SOURCE},
    {
        "kind": "consortium",
        "id": "firm",
        "needs": [{"at_least": 1, "kinds": ["sme"]}],
        "source": SOURCE,
    },
    {"kind": "consortium", "id": "free", "independent_at_least": 3, "source": SOURCE},
]
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>"
    b"endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def load_ideas(by):
    event = Event.objects.filter(title=COMING).first()
    if event is None or Lab.objects.filter(event=event).exists():
        return
    anna = User.objects.filter(email=ANNA).first()
    lab = _lab(event, INTRO, by)
    ideas, people = _post(lab, "ideas.txt", anna, by)
    _work(lab, ideas, people, by)
    _last_year(by)
    # What all these people were told would bury the letters that a visitor makes herself.
    folders = [folder_of(each.pk) for each in Lab.objects.filter(event__title__in=(COMING, PAST))]
    Letter.objects.filter(folder__in=folders, kind__regex=OF_LABS).delete()
    for each in User.objects.filter(email=MARA):
        forget_letters_about(OF_ACCOUNTS, each.pk)


def _lab(event, intro, by):
    lab = begin_lab(event, by=by)
    describe_lab(lab, intro=intro, by=by)
    return open_lab(lab, by=by)


def _post(lab, name, account, by):
    """The first idea is the account's; the others come by link, and each supports the one before."""
    topics = Topic.objects.in_bulk(
        ["circular-economy", "construction", "mobility", "skills"], field_name="slug"
    )
    countries, ideas, people = Country.objects.in_bulk(), [], []
    for number, row in enumerate(blocks(name)):
        actor = Actor(account) if number == 0 else _registered(lab, row, number, countries, by)
        facts = {key: row[key] for key in ("title", "challenge", "problem", "present", "missing")}
        facts["topics"] = [topics[slug] for slug in row["topics"].split() if slug in topics]
        idea = post_idea(lab, by=actor, language=row.get("language", "en"), **facts)
        for before in ideas[-2:]:
            kind = PartKind.JOIN if number < 4 else PartKind.SUPPORT
            take_part(before, kind=kind, by=actor)
        ideas.append(idea)
        people.append(actor)
    return ideas, people


def _registered(lab, row, number, countries, by):
    registration = register(
        lab.event, name=row["who"], email=f"lab.{number}@demo.clusterhub.example", mode="on_site", by=by, way=Way.DESK,
        country=countries.get(row["country"]), organisation_name=row["body"],
    )  # fmt: skip
    return Actor(None, registration)


def _work(lab, ideas, people, by):
    anna, second, third = people[:3]
    group = make_group(lab, ideas[:2], title="A passport for every beam", by=by)
    for title, text in WRITTEN.items():
        section = add_section(group, title=title, text=DRAFTS.get(title, text), by=anna)
        save_section(section, title=title, text=text, version=1, by=second)
    for title, who in (("Writes the proposal", anna), ("Asks the mills", second), ("Budget", None)):
        role = add_role(group, title=title, by=anna)
        if who is not None:
            take_role(role, by=who)
    until = timezone.localdate() + timedelta(weeks=5)
    add_task(
        group, words="Ask three mills for ten beams each", doer=second.person, until=until, by=anna
    )
    add_task(group, words="Two pages on what is new", doer=anna.person, by=second)
    add_file(group, name="sketch.pdf", content=PDF, by=second)
    aim_at(group, call=_call(by), by=anna)
    consortium = begin_consortium(group, by=anna)
    listed = Organisation.objects.filter(name=OWN).first()
    if listed:
        own = add_partner(
            consortium, organisation=listed, role="coordinator", does="Leads and writes.", by=anna
        )
        answer_for(own, takes_part=True, by=anna)
    for actor, country, does in (
        (second, "EE", "Prints the origin."),
        (third, "SI", "Teaches it."),
    ):
        facts = {"kind": "sme", "role": "partner", "does": does}
        name = actor.registration.organisation_name
        found = Country.objects.filter(code=country).first()
        row = add_partner(consortium, name=name, country=found, is_own=True, by=actor, **facts)
        if actor is second:
            answer_for(row, takes_part=True, by=actor)


def _call(by):
    now = timezone.now()
    call = create_call(
        by=by, title=CALL, kind="cascade", programme="Single Market Programme",
        summary="Two million euro for consortia that use timber again. Invented, to try labs out.",
        opens_at=now - timedelta(days=5), max_eur=2_000_000, source="Invented for this sample",
    )  # fmt: skip
    add_deadline(call, closes_at=(now + timedelta(days=120)).date(), by=by)
    change_rules(call, change=lambda _present: RULES, by=by)
    return publish_call(call, by=by)


def _last_year(by):
    mara = Actor(User.objects.filter(email=MARA).first())
    starts_at = timezone.now() - timedelta(days=370)
    event = create_event(
        by=by, title=PAST, format=EventFormat.ON_SITE, city="Cork",
        lead="Made up, to show what a lab leads to.", country=Country.objects.filter(code="IE").first(),
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=8), time_zone="Europe/Dublin",
    )  # fmt: skip
    lab = _lab(
        publish_event(event, by=by), "How do dairies, fisheries and breweries share water?", by
    )
    for row in blocks("past_ideas.txt"):
        facts = {key: row[key] for key in ("title", "challenge", "problem")}
        idea = post_idea(lab, by=mara, **facts)
        group = make_group(lab, [idea], title=row["group"], by=by)
        for days, kind, words in (line.split("|") for line in row["outcomes"].split(";")):
            on = (starts_at + timedelta(days=int(days))).date()
            told = report_outcome(group, kind=kind.strip(), on=on, words=words.strip(), by=mara)
            decide_outcome(told, is_confirmed=True, by=by)
    close_lab(lab, by=by)
