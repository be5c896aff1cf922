"""Rules as they may be stored: checked field by field, refused with sentences.

One rule is an object with `kind`, `id`, and the fields of its kind; `words`, `source` (`citation`,
`url`), `binding`, `on` (a day) and `version` may stand beside. Composed rules hold `rules`.
"""

import json
import re

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from clusterhub.funding.eligibility.facts import Unfit, day
from clusterhub.funding.eligibility.fields import FIELDS, NEEDS, text, truth
from clusterhub.web.addresses import only_web

VERSION = 1
COMPOSED = {"all": 30, "any": 30, "not": 1}
MOST_RULES, MOST_IN_ALL, MOST_DEPTH, MOST_LETTERS = 60, 200, 4, 100_000
ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")
BESIDE = {"id", "kind", "version", "words", "source", "binding", "on"}


class RulesRefused(Exception):
    """`problems` are sentences, each with the place it is about."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = problems


def clean_rules(raw):
    """The rules as they are kept, or RulesRefused with every problem at once."""
    if not isinstance(raw, list):
        raise RulesRefused([_("Rules are a list.")])
    if len(raw) > MOST_RULES:
        raise RulesRefused([_("A call has at most %d rules.") % MOST_RULES])
    try:
        if len(json.dumps(raw)) > MOST_LETTERS:
            raise RulesRefused([_("These rules are longer than a call needs.")])
    except (TypeError, ValueError, RecursionError):
        raise RulesRefused([_("Rules are plain data: words, numbers, lists.")]) from None
    cleaning = _Cleaning()
    rules = [
        cleaning.rule(rule, _("Rule %d") % number, f"rule-{number}", 0)
        for number, rule in enumerate(raw, 1)
    ]
    if cleaning.problems:
        raise RulesRefused(cleaning.problems)
    return rules


class _Cleaning:
    """One pass over the rules of a call; collects what is wrong."""

    def __init__(self):
        self.problems, self.ids, self.count = [], set(), 0

    def say(self, where, words):
        self.problems.append(_("%(where)s: %(words)s") % {"where": where, "words": words})

    def rule(self, raw, where, spare_id, depth):
        self.count += 1
        if not isinstance(raw, dict):
            return self.say(where, _("A rule is an object with a kind."))
        if raw.get("version", VERSION) != VERSION:
            return self.say(
                where,
                _("It is written for another version of the format; this site reads %d.") % VERSION,
            )
        kind = raw.get("kind")
        if not isinstance(kind, str) or kind not in FIELDS.keys() | COMPOSED.keys():
            return self.say(
                where, _("There is no kind of rule called “%s”.") % str(kind or "")[:40]
            )
        cleaned = {"kind": kind, "id": self._id(raw.get("id") or spare_id, where)}
        cleaned |= self._beside(raw, where)
        if kind in COMPOSED:
            return cleaned | {"rules": self._parts(raw, where, cleaned["id"], depth)}
        return cleaned | self._fields(raw, kind, where)

    def _id(self, raw, where):
        if not isinstance(raw, str) or not ID.fullmatch(raw):
            self.say(where, _("An id has small letters, digits, hyphens, and at most 60 of them."))
            return ""
        if raw in self.ids:
            self.say(where, _("The id “%s” is there twice.") % raw)
        self.ids.add(raw)
        return raw

    def _beside(self, raw, where):
        kept = {}
        for name, checker in (("words", text(600)), ("binding", truth), ("on", day)):
            if raw.get(name) not in (None, "", False):
                kept |= self._checked(name, checker, raw[name], where)
        if source := raw.get("source"):
            kept |= self._checked("source", _source, source, where)
        return kept

    def _parts(self, raw, where, spare_id, depth):
        parts, most = raw.get("rules"), COMPOSED[raw["kind"]]
        unknown = set(raw) - BESIDE - {"rules"}
        if unknown:
            self.say(where, _unknown(unknown))
        if not isinstance(parts, list) or not parts or len(parts) > most:
            self.say(where, _("It holds one to %d rules.") % most)
            return []
        if depth >= MOST_DEPTH or self.count > MOST_IN_ALL:
            self.say(where, _("Rules within rules go too deep, or are too many."))
            return []
        return [
            self.rule(part, f"{where}.{number}", f"{spare_id}.{number}"[-60:], depth + 1)
            for number, part in enumerate(parts, 1)
        ]

    def _fields(self, raw, kind, where):
        checkers, kept = FIELDS[kind], {}
        unknown = set(raw) - BESIDE - set(checkers)
        if unknown:
            self.say(where, _unknown(unknown))
        for name, checker in checkers.items():
            if raw.get(name) not in (None, "", [], {}):
                kept |= self._checked(name, checker, raw[name], where)
        for words, is_met in NEEDS.get(kind, ()):
            if not is_met(raw):
                self.say(where, words)
        return kept

    def _checked(self, name, checker, value, where):
        try:
            return {name: checker(value)}
        except Unfit as refusal:
            self.say(f"{where}, {name}", refusal)
        except (TypeError, ValueError, KeyError, AttributeError):
            self.say(f"{where}, {name}", _("This is not as it should be."))
        return {}


def _unknown(names):
    return _("It has a field that its kind does not know: %s.") % ", ".join(
        sorted(str(name)[:30] for name in names)
    )


def _source(raw):
    if not isinstance(raw, dict) or set(raw) - {"citation", "url"}:
        raise Unfit(_("A source has a citation and a url."))
    kept = {"citation": text(300)(raw.get("citation") or "")}
    if url := raw.get("url"):
        try:
            only_web(text(500)(url))
        except ValidationError:
            raise Unfit(_("“%s” is no address of a page on the web.") % str(url)[:80]) from None
        kept["url"] = url
    return {name: value for name, value in kept.items() if value}


def new_id(kind, rules):
    """An id that no rule of the list has yet."""
    taken = {rule.get("id") for rule in rules}
    number = 1
    while (name := slugify(f"{kind}-{number}" if number > 1 else kind)) in taken:
        number += 1
    return name
