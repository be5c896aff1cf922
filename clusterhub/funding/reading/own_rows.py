"""Calls in a format of our own: a table with headings, or JSON with the same names."""

import re

from django.utils.translation import gettext as _

from clusterhub.clock.printed import find_deadlines
from clusterhub.clock.zones import DEFAULT_ZONE, is_zone
from clusterhub.funding.reading import texts
from clusterhub.funding.reading.facts import Facts, NoCall
from clusterhub.funding.reading.moments import CannotTell, closing
from clusterhub.funding.reading.portal import say_ingested

COLUMNS = {
    "identifier", "title", "kind", "programme", "partnership", "publisher", "url", "opens",
    "deadlines", "time_zone", "procedure", "budget_eur", "min_eur", "max_eur", "rate", "money_form",
    "projects_expected", "summary", "text", "keywords", "aliases", "parent", "contact_name",
    "contact_email", "updated",
}  # fmt: skip
OTHER_NAMES = {
    "deadline": "deadlines", "cut_offs": "deadlines", "cut_off": "deadlines", "closes": "deadlines",
    "opens_at": "opens", "opening": "opens", "opening_date": "opens", "budget": "budget_eur",
    "minimum": "min_eur", "maximum": "max_eur", "id": "identifier", "topic": "identifier",
    "call": "title", "name": "title", "description": "text", "link": "url", "website": "url",
    "publisher_name": "publisher", "organisation": "publisher", "zone": "time_zone",
    "funding_rate": "rate", "e_mail": "contact_email", "last_changed": "updated",
}  # fmt: skip
CHOICES = {
    "kind": {"direct", "cascade", "expression_of_interest", "tender", "prize"},
    "procedure": {"single_stage", "two_stage", "cut_offs", "until_spent"},
    "money_form": {"grant", "lump_sum", "voucher", "service_pack", "prize", "loan"},
}
_SPLIT = re.compile(r"[;\n]")


def column_of(heading):
    """The field that a heading means, or ""."""
    name = re.sub(r"[^a-z]+", "_", texts.line(heading, 60).lower()).strip("_")
    name = OTHER_NAMES.get(name, name)
    return name if name in COLUMNS else ""


def read_own(values):
    """The Facts of a row: values by field, text or (in JSON) lists and numbers."""
    identifier = texts.line(values.get("identifier"), 120)
    title = texts.line(values.get("title"), 300)
    if not identifier and not title:
        raise NoCall(_("it has neither identifier nor title"))
    facts = Facts(identifier or title[:120], database="own")
    facts.reference = facts.identifier
    facts.said["title"] = title or identifier
    zone = texts.line(values.get("time_zone"), 60) or DEFAULT_ZONE
    if not is_zone(zone):
        facts.notes.append(_("%s is no time zone; Brussels was taken") % zone)
        zone = DEFAULT_ZONE
    say_ingested(facts, values.get("updated"))
    for name, known in CHOICES.items():
        _say_choice(facts, name, values.get(name), known)
    for name, column in (
        ("programme", "programme"),
        ("partnership", "partnership"),
        ("publisher_name", "publisher"),
        ("contact_name", "contact_name"),
        ("parent_identifier", "parent"),
    ):
        facts.say(name, values.get(column))
    facts.say_address(values.get("url"))
    facts.say_opening(values.get("opens"), is_topic=False, zone=zone)
    _say_deadlines(facts, _several(values.get("deadlines")), zone)
    for name in ("budget_eur", "min_eur", "max_eur"):
        facts.say_amount(name, values.get(name))
    _say_numbers(facts, values)
    if text := values.get("text"):
        facts.say_body(str(text) if "<" in str(text) else _paragraphs(str(text)))
    facts.say("summary", values.get("summary"), 2000)
    facts.say_keywords(_several(values.get("keywords")))
    facts.aliases = [texts.line(each, 120) for each in _several(values.get("aliases"))][:20]
    if email := texts.email_in(str(values.get("contact_email") or "")[:500]):
        facts.said["contact_email"] = email
    return facts.make_sense()


def _say_choice(facts, name, value, known):
    word = re.sub(r"[^a-z]+", "_", texts.line(value, 60).lower()).strip("_")
    if word in known:
        facts.said[name] = word
    elif word:
        facts.notes.append(_("“%(word)s” is not known as %(name)s") % {"word": word, "name": name})


def _say_deadlines(facts, values, zone):
    """Days and instants as programs write them; else as people print them."""
    said = []
    for value in values:
        try:
            closing(value, is_topic=False, zone=zone)
            said.append(value)
        except CannotTell:
            said += _printed(value, zone) or [value]
    facts.say_deadlines(said, is_topic=False, zone=zone)


def _printed(value, zone):
    found = find_deadlines(str(value)[:500], zone=zone)
    days = [each.moment.isoformat() if each.moment else each.day for each in found]
    return [str(day) for day in days if day]


def _say_numbers(facts, values):
    rate = texts.line(values.get("rate"), 20).removesuffix("%").strip()
    if rate:
        number = rate.replace(",", ".")
        if re.fullmatch(r"\d{1,3}(\.\d{1,2})?", number) and float(number) <= 100:
            facts.said["rate"] = f"{float(number):.2f}"
        else:
            facts.notes.append(_("“%s” is no rate in percent") % rate)
    expected = texts.line(values.get("projects_expected"), 20)
    if re.fullmatch(r"[0-9]{1,6}", expected) and int(expected):
        facts.said["projects_expected"] = int(expected)
    elif expected not in ("", "0"):
        facts.notes.append(_("“%s” is no number of projects") % expected)


def _several(value):
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        return [part.strip() for part in _SPLIT.split(value) if part.strip()]
    return [] if value is None else [value]


def _paragraphs(text):
    parts = (texts.line(part, 20_000) for part in text.split("\n"))
    return "".join(f"<p>{texts.escaped(part)}</p>" for part in parts if part)
