"""What `Organisation.facts` may hold: code lists and texts, checked before they are kept.
Knows no database."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.directory.codes import words
from clusterhub.directory.kinds import FIELDS_OF
from clusterhub.web.addresses import only_web

CODE_LISTS = {
    "activities": 10, "technologies": 16, "s3_priorities": 10, "emerging_industries": 10,
    "languages": 40, "support_types": 12, "serves": 60, "interest_countries": 90,
}  # fmt: skip
TEXTS = {"services": 3000, "strategy": 3000, "specialisation": 300, "source_notes": 1000}
ADDRESSES = {"links": ("title", 30), "major_players": ("name", 20)}
LINK_KINDS = {
    "newsletter": gettext_lazy("Newsletter"),
    "project": gettext_lazy("Project"),
    "catalogue": gettext_lazy("Catalogue of members or services"),
    "social": gettext_lazy("Social network"),
    "other": gettext_lazy("Other"),
}
LONGEST_ADDRESS, LONGEST_TITLE, MOST_FACILITIES = 500, 200, 9999
KEYS = (*CODE_LISTS, *TEXTS, *ADDRESSES, "facilities", "strand")
# Line ends and tabs stay; what cannot be seen, or turns what is seen around, does not.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


class FactsRefused(Exception):
    """`problems` are pairs of a key and the words about it."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = problems


def clean_facts(kind, facts):
    """The facts as they are kept: known codes once each, clean text, nothing that is empty.

    What a kind is not asked is refused; FactsRefused names every problem at once.
    """
    cleaned, problems = {}, []
    for key, value in facts.items():
        try:
            value = _clean(kind, key, value)
        except ValueError as refusal:
            problems.append((key, str(refusal)))
        else:
            if value:
                cleaned[key] = value
    if problems:
        raise FactsRefused(problems)
    return cleaned


def is_asked(kind, key):
    return key in FIELDS_OF[kind] or key == "source_notes"


def clean_text(text):
    """Normalised, without what cannot be seen, and with the line ends of one kind."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return UNSEEN.sub("", plain).strip()


def _clean(kind, key, value):
    if key not in KEYS:
        raise ValueError(_("There is no such field."))
    if not is_asked(kind, key):
        raise ValueError(_("An organisation of this kind is not asked this."))
    if value in (None, "", [], {}):
        return None
    if key in CODE_LISTS:
        return _codes(key, value, CODE_LISTS[key])
    if key in TEXTS:
        return _text(value, TEXTS[key])
    if key in ADDRESSES:
        return _addresses(key, value)
    if key == "strand":
        return _codes(key, [value], 1)[0]
    return _facilities(value)


def _codes(key, value, most):
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise ValueError(_("This must be a list of codes."))
    codes, known = list(dict.fromkeys(code.strip() for code in value)), words(key)
    if unknown := [code for code in codes if code not in known]:
        raise ValueError(_("Not known: %s.") % ", ".join(code[:40] for code in unknown[:5]))
    if len(codes) > most:
        raise ValueError(_("At most %d can be chosen.") % most)
    return codes


def _text(value, most):
    if not isinstance(value, str):
        raise ValueError(_("This must be text."))
    text = clean_text(value)
    if len(text) > most:
        raise ValueError(_("At most %d letters, please.") % most)
    return text


def _addresses(key, rows):
    title, most = ADDRESSES[key]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError(_("This must be a list of addresses with titles."))
    if len(rows) > most:
        raise ValueError(_("At most %d can be chosen.") % most)
    return [_address(key, title, row) for row in rows]


def _address(key, title, row):
    url = _text(row.get("url") or "", LONGEST_ADDRESS)
    named = _text(row.get(title) or "", LONGEST_TITLE)
    if not named and not url:
        raise ValueError(_("A line is empty."))
    if url:
        try:
            only_web(url)
        except ValidationError:
            raise ValueError(_("“%s” is no address of a page on the web.") % url[:80]) from None
    kept = {title: named or url, "url": url}
    if key == "links":
        kind = row.get("kind") or "other"
        if kind not in LINK_KINDS or not url:
            raise ValueError(_("A link needs an address, and its kind must be one of the list."))
        kept["kind"] = kind
    return kept


def _facilities(value):
    if not isinstance(value, dict) or not set(value) <= set(words("facilities")):
        raise ValueError(_("These must be numbers for each kind of facility."))
    for number in value.values():
        is_number = isinstance(number, int) and not isinstance(number, bool)
        if not is_number or not 0 <= number <= MOST_FACILITIES:
            raise ValueError(_("A number of facilities is between 0 and %d.") % MOST_FACILITIES)
    return {name: number for name, number in value.items() if number}
