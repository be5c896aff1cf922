"""The sample directory: invented organisations of every kind and state, with days counted from today."""

import csv
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from clusterhub.directory.freshness import months_later
from clusterhub.directory.kinds import PARTS_OF, fields_of
from clusterhub.directory.label_rules import first_validity, renewed
from clusterhub.directory.models import (
    Contact,
    Editorship,
    Label,
    Level,
    MemberCount,
    NameKind,
    Organisation,
    OtherName,
    PartConfirmation,
    Submission,
    SupportProgramme,
)
from clusterhub.directory.operations.bringing import Profile, bring_in
from clusterhub.directory.seats import seat_of
from clusterhub.home.sample.files import DATA
from clusterhub.home.sample.ties import ties_of
from clusterhub.home.sample.ways import PEOPLE, load_ways, make_people
from clusterhub.vocabularies.models import Country, IndustrialEcosystem

LISTED = {"published", "emerging"}
CODES = ("technologies", "languages", "support_types", "interest_countries", "serves")
TEXTS = ("services", "strategy")
# What was decided of late, so that the clock of review has something to tell.
DECIDED_DAYS_AGO = {3: 9, 8: 16, 13: 5, 21: 12, 28: 20, 34: 7, 40: 11}


def load_profiles(by):
    with (DATA / "directory.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = set(Organisation.objects.values_list("name", flat=True))
    new = [row for row in rows if row["name"] not in known]
    if not new:
        return
    people = make_people()
    countries = Country.objects.in_bulk()
    ecosystems = {each.slug: each for each in IndustrialEcosystem.objects.all()}
    profiles = [
        _profile(number, row, countries, ecosystems, people) for number, row in enumerate(new)
    ]
    named = {row["name"]: profile.organisation for row, profile in zip(new, profiles, strict=True)}
    bring_in(profiles, ties=ties_of(new, named), by=by)
    load_ways(named, people)


def months_ago(months):
    return months_later(timezone.now(), -int(months))


def day(months):
    return months_ago(months).date()


def _profile(number, row, countries, ecosystems, people):
    country = countries[row["country"]]
    is_listed = row["state"] in LISTED
    organisation = Organisation(
        name=row["name"],
        kind=row["kind"],
        country=country,
        city=row["city"],
        website=row["website"],
        english_website=row["english_website"],
        description=row["description"],
        founded_year=int(row["founded_year"]) if row["founded_year"] else None,
        staff_fte=Decimal(row["staff_fte"]) if row["staff_fte"] else None,
        facts=_facts(row),
        # What is still on its way begins as a draft; `ways` takes it further.
        state=row["state"] if is_listed else "draft",
        state_at=timezone.now(),
        published_at=_listed_at(number) if is_listed else None,
        **seat_of(country=country, city=row["city"]).as_fields(),
    )
    chosen = [ecosystems[slug] for slug in row["ecosystems"].split("|") if slug]
    return Profile(organisation, chosen, [*_own_rows(row, people), *_decision(number, row)])


def _facts(row):
    facts = {name: row[name].split("|") for name in CODES if row[name]}
    facts |= {name: row[name] for name in TEXTS if row[name]}
    if row["activities"]:
        facts["activities"] = [f"2.1:{code}" for code in row["activities"].split("|")]
    if row["strategy"].startswith("strand="):
        facts |= {"strand": row["strategy"].partition("=")[2], "strategy": ""}
    if row["links"]:
        parts = [link.split(">") for link in row["links"].split("|")]
        facts["links"] = [{"kind": kind, "title": words, "url": url} for kind, words, url in parts]
    asked = {name for part in PARTS_OF[row["kind"]] for name in fields_of(row["kind"], part)}
    return {name: value for name, value in facts.items() if value and name in asked}


def _listed_at(number):
    """Some of late, most long ago, each at an hour of its own."""
    at = timezone.now() - timedelta(days=6 + number * 5)
    return at.replace(hour=9 + number % 8, minute=number % 60)


def _own_rows(row, people):
    for kind, column in ((NameKind.LOCAL, "local_name"), (NameKind.ACRONYM, "acronym")):
        if row[column]:
            yield OtherName(name=row[column], kind=kind)
    for count in _split(row["counts"], ";"):
        months, numbers = count.split(":")
        values = dict(zip(MemberCount.TYPES, map(int, numbers.split("/")), strict=True))
        yield MemberCount(counted_on=day(months), **values)
    for label in _split(row["labels"], "|"):
        yield from _labels(label)
    for contact in _split(row["contacts"], ";"):
        name, role, audience, answer, email = contact.split("|")
        at = months_ago(5) if answer == "yes" else None
        yield Contact(name=name, role=role, audience=audience, email=email, consented_at=at)
    for programme in _split(row["programmes"], ";"):
        name, country, months, _end = programme.split(":")
        yield SupportProgramme(name=name, country_id=country, starts_on=day(months))
    editor = people.get(PEOPLE.get(row["editor"]))
    if row["confirmed"]:
        at = months_ago(row["confirmed"]) - timedelta(days=3)
        for part in PARTS_OF[row["kind"]]:
            yield PartConfirmation(part=part, confirmed_at=at, confirmed_by=editor)
    if editor:
        yield Editorship(editor=editor, level=Level.ADMINISTRATOR)


def _labels(words):
    """bronze:44:20 was issued 44 months ago and renewed 20 months ago; silver:2:24 holds 24."""
    level, issued, more = [*words.split(":"), ""][:3]
    issued_on = day(issued)
    if level != "bronze":
        until = months_later(datetime.combine(issued_on, time()), int(more)).date()
        yield Label(level=level, issued_on=issued_on, valid_until=until)
        return
    label = Label(level=level, issued_on=issued_on, valid_until=first_validity(level, issued_on))
    yield label
    if more:
        until = renewed(label.valid_until, day(more))
        yield Label(level=level, issued_on=day(more), valid_until=until)


def _decision(number, row):
    if row["state"] == "published" and number in DECIDED_DAYS_AGO:
        decided_at = timezone.now() - timedelta(days=number)
        took = timedelta(days=DECIDED_DAYS_AGO[number])
        yield Submission(submitted_at=decided_at - took, decided_at=decided_at, verdict="published")


def _split(text, mark):
    return [piece for piece in text.split(mark) if piece]
