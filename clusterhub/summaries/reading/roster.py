"""Everyone a summary names: one spelling each, the others beside it, and who is missing where."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from clusterhub.summaries.reading.people import BODY_WORDS, Person
from clusterhub.summaries.reading.words import (
    fold,
    fold_name,
    initials,
    is_near,
)

# Slips are looked for among the people of a talk; a list of thousands is something else.
MOST_COMPARED = 150
POSSESSIVE = re.compile(r"['’]s$")


@dataclass
class Known:
    """One person: every appearance on an agenda or a speakers' line, as printed."""

    key: str
    seen: list = field(default_factory=list)  # (Person, line number) each.
    lines: set = field(default_factory=set)
    person: Person | None = None


class Roster:
    """Answers with the same `Person` wherever someone appears."""

    def __init__(self, groups):
        """`groups` are lists of (Person, line): two entries of one list are two people."""
        self.known = []
        self._by_key = {}
        for group in groups:
            taken = set()
            for person, line in group:
                self._enter(person, line, taken)
        for known in self.known:
            known.person = _one_spelling(known.seen)

    def person(self, printed):
        return self._by_key[fold_name(printed.name)].person

    def _enter(self, person, line, taken):
        key = fold_name(person.name)
        known = self._by_key.get(key) or self._nearest(key, person, taken)
        if known is None:
            known = Known(key)
            self.known.append(known)
        self._by_key[key] = known
        known.seen.append((person, line))
        known.lines.add(line)
        taken.add(id(known))

    def _nearest(self, key, person, taken):
        if len(self.known) > MOST_COMPARED:
            return None
        for known in self.known:
            if id(known) in taken or not _is_same_name(key, known.key):
                continue
            if _may_be_same(person, known.seen[0][0]):
                return known
        return None

    def report_variants(self, findings):
        for known in self.known:
            names = list(dict.fromkeys(person.name for person, _ in known.seen))
            if len(names) > 1:
                others = [name for name in names if name != known.person.name]
                _report(known.person.name, others, known.lines, findings)
        self._report_organisations(findings)

    def _report_organisations(self, findings):
        lines = defaultdict(set)
        for known in self.known:
            for person, line in known.seen:
                if person.organisation:
                    lines[person.organisation].add(line)
        counts = {name: len(each) for name, each in lines.items()}
        names = sorted(lines, key=lambda name: (-counts[name], min(lines[name])))[:MOST_COMPARED]
        folded = {name: fold(name) for name in names}
        reported = set()
        for index, name in enumerate(names):
            if name in reported:
                continue
            others = [
                other
                for other in names[index + 1 :]
                if other not in reported and is_same_body(name, other, folded)
            ]
            if others:
                reported.update(others)
                where = set().union(*(lines[each] for each in [name, *others]))
                _report(name, others, where, findings)


def is_same_body(one, other, folded):
    """The same words but for case, accents, order or a slip; or the one the other's initials."""
    first, second = folded[one], folded[other]
    if sorted(first.split()) == sorted(second.split()) or is_near(first, second):
        return True
    short, long = sorted((one, other), key=len)
    return short.isupper() and len(short) > 2 and initials(long) == short


def report_names_in_text(roster, lines, findings):
    """Names in running text that differ by a slip from someone or some body of the agenda."""
    wanted = _wanted(roster)
    if not wanted:
        return
    seen, wanted_at = {}, _Beginnings(wanted)
    for line in lines:
        words = line.plain.split()
        for start, word in enumerate(words):
            if found := wanted_at[word]:
                _compare(words, start, found, line, seen)
    ordinary = _ordinary_words(lines) if seen else ()
    for (name, printed), numbers in seen.items():
        if fold(printed) not in ordinary:
            _report(name, [printed], numbers, findings)


class _Beginnings(dict):
    """Which wanted names a word may begin, worked out once for each word of a text."""

    def __init__(self, wanted):
        self._wanted = wanted

    def __missing__(self, word):
        is_capital = word.lstrip("(“\"'‘")[:1].isupper()
        self[word] = self._wanted.get(fold(word)[:2], ()) if is_capital else ()
        return self[word]


def _ordinary_words(lines):
    """Words that the text also writes small: "Clusters" is no slip of "CLUSTERO"."""
    words = set()
    for line in lines:
        words.update(line.plain.split())
    words = {word.strip(".,;:!?()") for word in words}
    return {word for word in words if word.islower()} | BODY_WORDS


def _wanted(roster):
    """{first two letters: [(folded words, name)]} of people and organisations."""
    names = {known.person.name for known in roster.known}
    names |= {known.person.organisation for known in roster.known if known.person.organisation}
    spelled = {
        fold(each)
        for known in roster.known
        for person, _ in known.seen
        for each in (person.name, person.organisation)
        if each
    }
    wanted = defaultdict(list)
    for name in sorted(names)[: 2 * MOST_COMPARED]:
        words = fold(name)
        if 7 <= len(words) <= 80 and len(words.split()) == len(name.split()):
            wanted[words[:2]].append((words, len(name.split()), name, spelled))
    return wanted


def _compare(words, start, wanted, line, seen):
    for folded, length, name, spelled in wanted:
        printed, other = _printed_name(" ".join(words[start : start + length]))
        if other in spelled or abs(len(other) - len(folded)) > 1:
            continue
        is_plural = other == folded + "s" or other + "s" == folded
        if not is_plural and is_near(folded, other):
            seen.setdefault((name, printed), set()).add(line.number)


@lru_cache(maxsize=10_000)
def _printed_name(words):
    """Words of a text without the signs around them, and folded."""
    printed = POSSESSIVE.sub("", words.strip(".,;:!?()“”\"'‘’"))
    return printed, fold(printed)


def report_speakers(roster, agenda, sections, moderators, lines, findings):
    """Who presents without being announced, and who is announced and does not appear."""
    if not agenda.items:
        return
    announced = {id(roster.person(person)) for item in agenda.items for person, _ in item.speakers}
    leading = {id(roster.person(person)) for person, _ in moderators}
    if announced:
        for section in sections:
            for printed, line in section.speakers:
                person = roster.person(printed)
                if id(person) not in announced | leading:
                    message = (
                        f"{person.name} presents in “{section.title}” and is not on the agenda."
                    )
                    findings.add("speaker-not-on-agenda", message, [line], [person.name])
    presenting = {id(roster.person(p)) for section in sections for p, _ in section.speakers}
    by_number = {section.agenda_number: section for section in sections}
    missing = []
    for item in agenda.items:
        section = by_number.get(item.number)
        if section is not None and not section.speakers:
            continue  # A part that speaks for all: the panel, as a rule.
        for printed, line in item.speakers:
            if id(roster.person(printed)) not in presenting:
                missing.append((roster.person(printed), item, line))
    _report_missing(missing, lines, findings)


def _report_missing(missing, lines, findings):
    surnames = {fold(person.name).split()[-1] for person, _, _ in missing if fold(person.name)}
    named = set()
    for line in lines if surnames else ():
        named |= surnames.intersection(line.folded.split())
    for person, item, line in missing:
        if not fold(person.name) or fold(person.name).split()[-1] in named:
            continue
        message = (
            f"{person.name} is on the agenda (“{item.title}”) and does not appear in the text."
        )
        findings.add("speaker-not-on-agenda", message, [line], [person.name])


def _is_same_name(one, other):
    if sorted(one.split()) == sorted(other.split()):
        return True
    return len(one.split()) == len(other.split()) and is_near(one, other)


def _may_be_same(one, other):
    """Two near names are one person unless they speak for different bodies."""
    if one.organisation and other.organisation:
        folded = {name: fold(name) for name in (one.organisation, other.organisation)}
        if not is_same_body(one.organisation, other.organisation, folded):
            return fold(one.role or "") == fold(other.role or "") != ""
    return True


def _one_spelling(seen):
    people = [person for person, _ in seen]
    name = _most_frequent([person.name for person in people])
    role = _first([person.role for person in people])
    organisation = _most_frequent([person.organisation for person in people if person.organisation])
    chosen = {name, role, organisation}
    also = [
        words
        for person in people
        for words in (person.name, person.role, person.organisation, *person.also)
        if words and words not in chosen
    ]
    return Person(name, role, organisation, tuple(dict.fromkeys(also)))


def _most_frequent(spellings):
    return Counter(spellings).most_common(1)[0][0] if spellings else None


def _first(values):
    return next((value for value in values if value), None)


def _report(name, others, where, findings):
    spellings = " and ".join(f"“{other}”" for other in others)
    message = f"{spellings} must be “{name}”: one name is spelled in two ways."
    findings.add("name-variant", message, where, [name, *others])
