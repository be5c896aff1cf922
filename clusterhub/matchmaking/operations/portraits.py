"""What the suggestions read is kept: at once when somebody changes her profile, the rest by the worker."""

from django.db import transaction
from django.db.models import Count

from clusterhub.matchmaking.meanings import meanings
from clusterhub.matchmaking.models import (
    LIVING_REQUEST,
    Matchmaking,
    MeetingRequest,
    Participant,
    Portrait,
)
from clusterhub.matchmaking.portraits import all_portraits, digest_of, with_all_said

AT_ONCE = 500
NO_MATTER = 0.003  # A price that differs by less is left as it is.
_reckoned = {}  # {matchmaking's key: from what its prices were made}, of this worker.


def keep_portrait(participant):
    """As it is now; what its words mean, and what it costs to be shown, the worker says soon."""
    person = with_all_said(Participant.objects.filter(pk=participant.pk))
    facts = all_portraits(person)[participant.pk]
    known = Portrait.objects.filter(pk=participant.pk).only("facts", "meanings").first()
    same_words = known is not None and _words(known.facts) == _words(facts)
    kept = known.meanings if same_words else None
    row = {"facts": facts, "meanings": kept, "digest": digest_of(facts, kept)}
    Portrait.objects.update_or_create(pk=participant.pk, defaults=row)


def keep_portraits():
    """Of everybody of all events to come: what has changed, what words mean, who pays how much."""
    rows = Matchmaking.objects.select_related("event").filter(participants__left_at=None).distinct()
    for matchmaking in rows:
        if not matchmaking.event.is_over:
            keep_portraits_of(matchmaking)


def keep_portraits_of(matchmaking):
    """How many were written."""
    people = list(with_all_said(Participant.objects.present().filter(matchmaking=matchmaking)))
    known = Portrait.objects.in_bulk([each.pk for each in people])
    changed, facts = [], all_portraits(people)
    for key, said in facts.items():
        row = known.get(key)
        if row is None or row.meanings is None or row.facts != said:
            changed.append(key)
    _write(changed, facts, known)
    _set_prices(matchmaking, facts)
    return len(changed)


def _words(facts):
    return (facts.get("seeks"), facts.get("offers"))


def _write(keys, facts, known):
    for start in range(0, len(keys), AT_ONCE):
        chunk = keys[start : start + AT_ONCE]
        new = [k for k in chunk if k not in known or _is_new_in_words(known[k], facts[k])]
        senses = dict(zip(new, _senses([facts[key] for key in new]), strict=True))
        rows = []
        for key in chunk:
            sense = senses.get(key) or bytes(known[key].meanings)
            digest = digest_of(facts[key], sense)
            rows.append(
                Portrait(participant_id=key, facts=facts[key], meanings=sense, digest=digest)
            )
        _put(rows)


def _is_new_in_words(row, facts):
    return row.meanings is None or _words(row.facts) != _words(facts)


def _senses(portraits):
    """The bytes of two meanings each."""
    import numpy as np

    if not portraits:  # What changed was not words.
        return []
    found = meanings([text for each in portraits for text in _words(each)])
    halves = found.astype(np.float16).reshape(len(portraits), -1)
    return [line.tobytes() for line in halves]


@transaction.atomic
def _put(rows):
    """Whoever left for good meanwhile has none."""
    keys = [row.participant_id for row in rows]
    there = set(
        Participant.objects.select_for_update().filter(pk__in=keys).values_list("pk", flat=True)
    )
    Portrait.objects.bulk_create(
        [row for row in rows if row.participant_id in there],
        update_conflicts=True,
        unique_fields=["participant"],
        update_fields=["facts", "meanings", "digest"],
    )


def _set_prices(matchmaking, facts):
    from clusterhub.matchmaking.suggesting.crowd import Crowd
    from clusterhub.matchmaking.suggesting.prices import prices_of

    rows = {row.pk: row for row in Portrait.objects.filter(pk__in=list(facts))}
    requests = _requests(matchmaking)
    made_from = (sorted((key, row.digest) for key, row in rows.items()), sorted(requests.items()))
    if _reckoned.get(matchmaking.pk) == made_from:
        return
    senses = {key: bytes(row.meanings) for key, row in rows.items() if row.meanings}
    new = prices_of(Crowd(facts, senses), requests)
    _reckoned[matchmaking.pk] = made_from
    changed = []
    for key, price in new.items():
        if key in rows and abs(rows[key].price - price) > NO_MATTER:
            rows[key].price = price
            changed.append(rows[key])
    Portrait.objects.bulk_update(changed, ["price"], batch_size=AT_ONCE)


def _requests(matchmaking):
    rows = MeetingRequest.objects.filter(matchmaking=matchmaking, state__in=LIVING_REQUEST)
    counts = rows.order_by().values("asked").annotate(number=Count("pk"))
    return {row["asked"]: row["number"] for row in counts}
