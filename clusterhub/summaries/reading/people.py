"""A person as printed on one line: name, role and organisation, in the ways a series uses."""

import re
from dataclasses import dataclass

from clusterhub.summaries.reading.words import fold, word_set

PARTICLES = word_set(
    "af al am an auf av ben bin d da dal dall das de degli dei del della den der di do dos du e el "
    "i ibn la las le les lo los ten ter til tot und van vom von y zu zum zur"
)
ROLE_WORDS = word_set(
    "adviser advisor agent analyst ambassador architect assistant associate ceo cfo chair "
    "chairman chairperson chairwoman chief cio coach commissioner consultant coordinator "
    "co-ordinator cto coo correspondent counsellor dean delegate deputy developer director "
    "economist editor employee engineer entrepreneur evaluator executive expert facilitator fellow "
    "founder co-founder cofounder head host inspector intern journalist lead leader lecturer "
    "manager mayor member minister moderator officer operator organiser owner panellist partner "
    "politician president vice-president professor programmer rapporteur representative researcher "
    "responsible scientist secretary secretary-general senior specialist speaker spokesperson "
    "strategist student teacher trainer treasurer trainee vice writer"
)
# A line that begins with one of these words is a title, however many capitals it has.
TITLE_WORDS = word_set(
    "a about agenda an and building closing coffee conclusion conclusions debate digital discussion "
    "eu europe european exchange financing for from funding future green how in industrial industry "
    "input insights introduction key keynote lessons looking main moderation networking new news "
    "next on open opening opportunities our outlook overview panel policy presentation programme "
    "project q questions regional results session skills strategic success support takeaways the "
    "to towards transition update updates welcome what why with workshop"
)
BODY_WORDS = TITLE_WORDS | word_set(
    "agency alliance association authority brussels cluster clusters commission committee council "
    "companies company country eccp euroclusters foundation governments institute ministry network "
    "parliament partnership platform regions smes union university"
)
# What people are responsible for: neither a part of a name nor, at its end, a body.
SUBJECT_WORDS = word_set(
    "affairs analysis climate communication communications competitiveness cooperation defence "
    "department design development division economics economy ecosystems education employment energy "
    "engineering environment finance food growth health infrastructure innovation internationalisation "
    "investment investments knowledge law logistics management manufacturing market markets marketing "
    "materials mobility outreach partnerships planning power production relations research resources "
    "safety sales science sciences section security services specialisation standards strategy supply "
    "sustainability systems technologies technology tourism trade training transport unit"
)
PLACES_OF_WORK = word_set("department division section unit")
DETAIL = re.compile(r"\s+[–—|-]\s+|\s*,\s*|\s*[;:]\s+|\s*\((?=[^()])")
DASH = re.compile(r"\s+[–—|-]\s+")
ALSO = re.compile(r"\s*\(also:\s*([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")
PREFIXED = re.compile(
    r"(?:in the role of (?P<role>.+?))?(?:(?:^|, )representing (?P<organisation>.+))?"
)
OF_THE = re.compile(r"\s+(?:of the|at the|for the|from the|with the|at|@|of|for|from)\s+(?=\S)")
UNIT = re.compile(
    r"(?:unit|sector|department|division|section|cabinet|office|staff|team|innovation|operations|"
    r"communications?|strategy|research|policy|policies|projects?|programmes?|international|"
    r"european (?:affairs|projects|programmes)|public affairs|development|business|education|"
    r"training|marketing|sales|finance|digital\w*|sustainability|cluster development)\b",
    re.IGNORECASE,
)
SEMICOLON, AND = re.compile(r"\s*;\s*"), re.compile(r",?\s+(?:and|&|und|et)\s+")
LONGEST_LINE = 400


@dataclass(frozen=True)
class Person:
    """One appearance of someone, as printed there."""

    name: str
    role: str | None = None
    organisation: str | None = None
    also: tuple = ()

    def as_json(self):
        shape = {"name": self.name, "role": self.role, "organisation": self.organisation}
        return {**shape, "also": list(self.also)} if self.also else shape


def parse_person(text):
    """The person whom a line names, or None when it cannot be one."""
    text, also = text.strip(" ,;"), ()
    if len(text) > LONGEST_LINE:
        return None
    if found := ALSO.search(text):
        also = tuple(part.strip() for part in found[1].split(";") if part.strip())
        text = text[: found.start()]
    found = DETAIL.search(text)
    if found is None:
        return Person(text, also=also) if text else None
    name, rest = text[: found.start()].strip(), text[found.end() :].strip(" ,;")
    if found[0].strip() == "(":
        rest = _without_bracket(rest)
    if not name or not rest:
        return Person(name or rest, also=also) if name or rest else None
    return Person(name, *split_role(rest), also)


def split_role(rest):
    """What stands behind a name, as (role, organisation)."""
    found = PREFIXED.fullmatch(rest)
    if found and (found["role"] or found["organisation"]):
        return found["role"], found["organisation"]
    parts = _split_outside_brackets(rest)
    dashed = DASH.split(rest, maxsplit=1)
    if len(dashed) == 2 and all(dashed) and (len(parts) == 1 or is_role(dashed[0])):
        parts = dashed if "," not in dashed[0] else parts
    if len(parts) == 1:
        return _split_single(rest)
    if not is_role(parts[0]) and is_role(parts[-1]) and not _names_body(parts[-1]):
        return parts[-1], ", ".join(parts[:-1])
    split = 1
    while split < len(parts) - 1 and _continues_role(parts[split]):
        split += 1
    return ", ".join(parts[:split]), ", ".join(parts[split:])


def is_role(text):
    words = [word.strip(".()&/") for word in text.casefold().split()]
    return any(word in ROLE_WORDS for word in words)


def is_name(text):
    """Two to six words that begin as names do, in any alphabet, and none that only titles have."""
    words = text.split()
    if not 2 <= len(words) <= 7 or len(text) > 80:
        return False
    if fold(words[0]) in TITLE_WORDS or any(fold(word) in BODY_WORDS for word in words):
        return False
    capitals = 0
    for word in words:
        if not _is_name_word(word):
            return False
        capitals += word.strip("'’(")[:1].casefold() != word.strip("'’(")[:1] or not word.isascii()
    return capitals >= 2


def looks_like_person(text):
    """Whether a line is a person with details, sure enough without an agenda that knows her."""
    person = parse_person(text)
    if (
        person is None
        or text.rstrip().endswith((".", "!", "?", ":"))
        or ". " in text[len("Prof. ") :]
    ):
        return False
    if not is_name(person.name) or (person.role is None and person.organisation is None):
        return False
    if person.role is None:
        return "(" in text or DASH.search(text) is not None or "representing " in text
    return is_role(person.role) or person.organisation is not None


def split_people(text):
    """Several people on one line: "A and B", "A, role, body; B, role, body", "A (role) and B"."""
    pieces = _split_outside_brackets(text, SEMICOLON)
    if len(pieces) == 1:
        pieces = _split_outside_brackets(text, AND)
        parts = [part for piece in pieces for part in _split_outside_brackets(piece)]
        if len(pieces) > 1 and all(_is_own_name(part) for part in parts):
            pieces = parts  # "A, B and C"; but never "A, body", nor "A, role and B".
        elif len(pieces) > 1:
            pieces = _joined_without_evidence(text, pieces)
    people = [parse_person(piece) for piece in pieces]
    return [person for person in people if person]


def _joined_without_evidence(text, pieces):
    """An "and" parts two people only where a name with its own details follows."""
    if all(_is_name_and_body(piece) for piece in pieces):
        return pieces
    joined, start, end = [], 0, len(pieces[0])
    for piece in pieces[1:]:
        at = text.index(piece, end)
        if _begins_person(piece, text[start:end]):
            joined.append(text[start:end])
            start = at
        end = at + len(piece)
    return [*joined, text[start:end]]


def _begins_person(piece, before):
    person = parse_person(piece)
    if person is None or not _is_own_name(person.name) or not is_name(_name_of(before)):
        return False
    if person.name == piece:
        return before.endswith(")")
    is_bracketed = piece[len(person.name) :].lstrip().startswith("(")
    return is_bracketed or (person.role is not None and is_role(person.role))


def _is_name_and_body(piece):
    person = parse_person(piece)
    has_body_only = person and person.organisation and not person.role
    return bool(has_body_only and _is_own_name(person.name) and "," not in person.organisation)


def _is_own_name(text):
    """A name with no word of a role or a subject in it, as "Circular Economy" has."""
    subjects = (fold(word) in SUBJECT_WORDS for word in text.split())
    return is_name(text) and not is_role(text) and not any(subjects)


def _name_of(text):
    person = parse_person(text)
    return person.name if person else ""


def _split_single(text):
    for found in OF_THE.finditer(text):
        left, right = text[: found.start()], text[found.end() :]
        proper = right[:1].isupper() or right[:1].isdigit()
        if not proper or not is_role(left) or UNIT.match(right):
            continue
        if fold(left).split()[-1] in ("head", "minister", "secretary") and "the" not in found[0]:
            continue
        return left, right
    return (text, None) if is_role(text) and not _names_body(text) else (None, text)


def _names_body(text):
    words = fold(text).split()
    return bool(words) and words[-1] in BODY_WORDS - TITLE_WORDS


def _continues_role(text):
    """ "Director, coordinator of the network" and "Team Leader on Skills, Global Outreach"."""
    if _is_bare_role(text) or (text[:1].islower() and is_role(text)):
        return True
    last = fold(text).split()[-1:]
    return (
        bool(last)
        and last[0] in SUBJECT_WORDS - PLACES_OF_WORK
        and not fold(text).startswith("dg ")
    )


def _is_bare_role(text):
    words = [word.strip(".()&/") for word in text.casefold().split()]
    known = ROLE_WORDS | {"and", "general", "managing", "of", "board", "unit", "the"}
    return bool(words) and all(word in known for word in words) and is_role(text)


def _is_name_word(word):
    bare = word.strip("'’()")
    if not bare or any(letter.isdigit() for letter in bare):
        return False
    if bare.casefold().rstrip(".") in PARTICLES or bare.startswith(("d'", "d’", "l'", "l’", "O'")):
        return True
    first = bare[0]
    return first.isalpha() and (first.isupper() or first.istitle() or not first.islower())


def _without_bracket(rest):
    depth = 1
    for position, letter in enumerate(rest):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            inside, after = rest[:position], rest[position + 1 :].strip(" ,;–-")
            return f"{inside}, {after}" if after else inside
    return rest


def _split_outside_brackets(text, separator=re.compile(r"\s*,\s*")):
    if "(" not in text:
        return [part for part in (part.strip() for part in separator.split(text)) if part]
    parts, start, depth = [], 0, 0
    cuts = {found.start(): found.end() for found in separator.finditer(text)}
    for position, letter in enumerate(text):
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if depth == 0 and position in cuts and position >= start:
            parts.append(text[start:position])
            start = cuts[position]
    parts.append(text[start:])
    return [part for part in (part.strip() for part in parts) if part]
