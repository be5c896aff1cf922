"""Who on the platform is meant by a name somebody wrote: near organisations and near people.

Two queries whatever the size: one finds the names that share the most (blocks of an organisation's
name, threes of letters of a person's), one fetches them. The likeness itself is measured in `names.py`.
"""

import re
from collections import Counter
from math import log
from typing import NamedTuple

from django.db.models import Count, F, FloatField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.blocks import HEAD, THREE, blocks_of
from clusterhub.directory.few import names_by_block
from clusterhub.directory.models import NameKey, NameKind, Person
from clusterhub.directory.names import (
    fold,
    grams,
    name_key,
    person_key,
    person_similarity,
    similarity,
)

__all__ = ["Near", "name_key", "near_organisations", "near_people", "person_key", "similarity"]

CANDIDATES = 60
CROWDED = 2000  # A block that more names have is asked only when the others know nobody.
MOST_PARTS = 8
LEAST = 0.6  # Below this, a proposal is noise.
_PART = re.compile(r"\s*[,;|()\[\]]\s*|\s+[-–—/]\s+")

SAME_NAME = _("the same name")
SAME_BUT_FORM = _("the same name but for spaces or the legal form")
ACRONYM = _("its acronym")
FORMER_NAME = _("its former name")
WITH_PARENT = _("its name and the body that it is part of")
ONE_PART = _("one part of what is written")
ALIKE = _("a similar spelling")
SAME_AND_TIED = _("the same name, and a tie to this organisation")


class Near(NamedTuple):
    """One proposal: the record, how alike its best name is (0 to 1), and why in words."""

    record: object
    score: float
    why: str


def near_organisations(name, limit=5):
    """Organisations that `name` may mean, best first; an exact match has the score 1.0."""
    parts = [part for part in _PART.split(str(name)[:400]) if name_key(part)]
    best, found = {}, {}
    for row in _alike([name, *parts]):
        score, why = _score(row.key, row.kind, name, parts)
        if score >= LEAST and score > best.get(row.organisation_id, (0, ""))[0]:
            best[row.organisation_id] = (score, why)
            found[row.organisation_id] = row.organisation
    _confirm_exact(best, found, name)
    _confirm_by_parent(best, found)
    return _ranked(best, found, limit)


def near_people(name, limit=5, organisation=None):
    """People that `name` may mean, best first; those tied to `organisation` come before others."""
    best = {}
    for row in _candidates(person_key(name)):
        score = person_similarity(name, row["key"])
        if score >= LEAST and score > best.get(row["person"], (0, ""))[0]:
            best[row["person"]] = (score, SAME_NAME if score == 1 else ALIKE)
    people = Person.objects.select_related("country").prefetch_related("affiliations")
    found = people.in_bulk(best) if organisation else Person.objects.in_bulk(best)
    for pk, person in found.items() if organisation else ():
        if any(tie.organisation_id == organisation.pk for tie in person.affiliations.all()):
            score = best[pk][0]
            best[pk] = (1.0, SAME_AND_TIED) if score == 1 else (min(score + 0.05, 0.99), ALIKE)
        elif best[pk][0] == 1:
            best[pk] = (0.99, SAME_NAME)  # Namesakes exist; the one at this desk goes first.
    return _ranked(best, found, limit)


def _alike(names):
    """The names of organisations that share the rarest blocks with one of `names`."""
    blocks = set().union(*(blocks_of(name) for name in names[:MOST_PARTS]))
    shared = names_by_block(blocks, CROWDED)
    telling = {block: found for block, found in shared.items() if len(found) < CROWDED}
    weights = Counter()
    for block, found in (telling or shared).items():
        # A short name lends many that stand or fall together.
        weight = log(2 * CROWDED / len(found)) * (0.3 if block[0] in (HEAD, THREE) else 1)
        for pk in found:
            weights[pk] += weight
    # The highest weight, and the oldest of those that are equal.
    pks = sorted(weights, key=lambda pk: (-weights[pk], pk))[:CANDIDATES]
    rows = NameKey.objects.select_related("organisation__country", "organisation__parent")
    return rows.filter(pk__in=pks) if pks else ()


def _candidates(key):
    """The names of people that share the most threes of letters with `key`, long agreements first."""
    pieces = sorted(grams(key))[:120] if key else []
    rows = NameKey.objects.exclude(person=None).filter(grams__gram__in=pieces)
    rows = rows.values("key", "kind", "person", "gram_count").annotate(shared=Count("grams"))
    agreement = Cast(F("shared") * F("shared"), FloatField()) / F("gram_count")
    return rows.order_by(agreement.desc(), "person")[:CANDIDATES]


def _score(key, kind, name, parts):
    score = similarity(name, key)
    if score == 1:
        words = {NameKind.ACRONYM: ACRONYM, NameKind.FORMER: FORMER_NAME}
        return score, words.get(kind, SAME_NAME)
    if len(parts) > 1:
        likeness = [similarity(part, key) for part in parts]
        in_part = max(likeness[0] * 0.9, max(likeness[1:]) * 0.85)
        if in_part > score:
            return round(in_part, 3), ONE_PART
    return score, SAME_BUT_FORM if score >= 0.98 else ALIKE


def _confirm_exact(best, found, name):
    """Keys have lost the legal form; whose whole name is the one written is meant for certain."""
    for pk, organisation in found.items():
        if fold(organisation.name) == fold(name):
            best[pk] = (1.0, SAME_NAME)


def _confirm_by_parent(best, found):
    """ "DG GROW, European Commission": the part whose body stands beside it is meant for certain."""
    named = {pk for pk, (score, why) in best.items() if why is ONE_PART and score >= 0.85}
    for pk in named:
        if pk in found and found[pk].parent_id in named:
            best[pk] = (1.0, WITH_PARENT)


def _ranked(best, found, limit):
    ranking = Counter({pk: score for pk, (score, _why) in best.items() if pk in found})
    pks = sorted(ranking, key=lambda pk: (-ranking[pk], found[pk].name, pk))
    return [Near(found[pk], *best[pk]) for pk in pks[:limit]]
