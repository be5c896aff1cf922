"""Rows behind “For you”: one organisation, every call that is open, and what one person set aside.

Which calls are open, and what they are about, stands in the board of the lists already; their rules
are kept beside it, read again when a call has changed. Eight statements a page, with those of
session and account, however many calls there are.
"""

from collections import Counter

from django.core.cache import cache
from django.db.models import CharField, F, IntegerField, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone

from clusterhub.directory import codes
from clusterhub.directory.models import ClusterMember, Label, Organisation
from clusterhub.funding.applicants import (
    best_label,
    plain_facts,
    session_answers,
    standings,
    today,
)
from clusterhub.funding.eligibility import Answer, completed
from clusterhub.funding.eligibility.leaves import At
from clusterhub.funding.finding.keeper import board
from clusterhub.funding.models import Call, CallSetAside, CallStatus
from clusterhub.funding.ranking import SUBJECTS, Away, Candidate, Interest, keyed, ranked
from clusterhub.vocabularies.models import IndustrialEcosystem, Topic

KEPT_FOR = 300  # Seconds; standings change once in years.
MOST_AT_ONCE = 900  # Of a statement's numbers, where many calls were changed at once.
_kept = {}  # Number of an open call → (when it was changed, its rules, its publisher).


def own_with_answers(user):
    """The organisations that she edits, with their region and kept answers, in one statement."""
    if not user.is_active:
        return []
    return list(
        Organisation.objects.filter(
            editorships__editor=user,
            editorships__ended_at=None,
            merged_into=None,
            erased_at=None,
        )
        .select_related("region", "kept_answers")
        .order_by("name")
    )


def interest_of(request, organisation):
    """What the list goes by, of an organisation out of `own_with_answers`; what the reader set
    aside; and the numbers of those calls."""
    on = today()
    facts = plain_facts(organisation)
    clusters, subjects, labels, away = {}, {}, [], []
    for kind, key, words, number in _about(organisation, request.user, on):
        if kind == "cluster":
            clusters[number] = words
            facts[f"member_of/{key}"] = True
        elif kind == "label":
            labels.append(key)
        elif kind == "away":
            away.append((number, key, words))
        else:
            subjects[kind, key] = _words(kind, key, words)
    if labels:
        facts["label"] = best_label(labels)
    for slug in organisation.facts.get("technologies", []):
        subjects["technology", slug] = str(codes.words("technologies").get(slug, slug))
    kept = getattr(organisation, "kept_answers", None)
    facts = facts | (kept.facts if kept else {}) | session_answers(request, organisation)
    at = At(on, cache.get_or_set("funding.standings", standings, KEPT_FOR))
    interest = Interest(completed(facts), subjects, clusters, at)
    return interest, _away(away), {call for call, *_rest in away}


def _away(rows):
    return Away(
        Counter(programme for _call, programme, _publisher in rows if programme),
        Counter(int(publisher) for _call, _programme, publisher in rows if publisher),
    )


def _words(kind, key, words):
    if kind == "ecosystem":
        return str(codes.words("industrial_ecosystems").get(key, words))
    return words


def _about(organisation, user, on):
    """Clusters, labels, ecosystems and topics of its talks, and what the reader set aside, in one
    statement."""
    ties = ClusterMember.objects.current().mutual().filter(organisation=organisation)
    labels = Label.objects.filter(organisation=organisation, issued_on__lte=on, valid_until__gte=on)
    ecosystems = IndustrialEcosystem.objects.filter(organisations=organisation)
    session = "sessions__speakers__organisation"
    talks = Topic.objects.filter(
        Q(events__speakers__organisation=organisation, events__published_at__isnull=False)
        | Q(**{session: organisation, "sessions__event__published_at__isnull": False})
    )
    away = CallSetAside.objects.filter(person=user)
    whole = "cluster_organisation"
    return _lines(ties, "cluster", f"{whole}__slug", f"{whole}__name", whole).union(
        _lines(labels, "label", "level", "level"),
        _lines(ecosystems, "ecosystem", "slug", "name"),
        _lines(talks, "topic", "slug", "name"),
        _lines(away, "away", "call__programme", "call__organisation", "call"),
    )


def _lines(rows, kind, key, words, number=None):
    number = F(number) if number else Value(None, IntegerField())
    return rows.order_by().values_list(
        Value(kind, CharField()),
        Cast(key, CharField()),
        Cast(words, CharField()),
        Cast(number, IntegerField()),
    )


def candidates(now=None):
    """Every published call that takes applications now."""
    now = now or timezone.now()
    rows = board().published_in(CallStatus.OPEN.value, now)
    _read_rules(rows)
    found = [(row, _kept.get(row.pk)) for row in rows]  # Another thread may just forget one.
    return [_candidate(row, *kept[1:], now) for row, kept in found if kept]


def _candidate(row, rules, publisher, now):
    programmes = row.values.get("programme") or ("",)
    subjects = [(kind, slug) for kind in SUBJECTS for slug in row.values.get(kind) or ()]
    closes_at = row.next_deadline(now)
    return Candidate(row.pk, rules, programmes[0], publisher, closes_at, tuple(subjects))


def _read_rules(rows):
    """Read what has changed since, and forget what is open no more."""
    wanted = {row.pk: row.updated_at for row in rows}
    for gone in [pk for pk in list(_kept) if pk not in wanted]:
        _kept.pop(gone, None)
    stale = [pk for pk, at in wanted.items() if pk not in _kept or _kept[pk][0] != at]
    for start in range(0, len(stale), MOST_AT_ONCE):
        calls = Call.objects.filter(pk__in=stale[start : start + MOST_AT_ONCE]).order_by()
        for pk, rules, publisher in calls.values_list("pk", "rules", "organisation"):
            _kept[pk] = wanted[pk], keyed(rules), publisher


def forget_rules():
    _kept.clear()


def fits_for(request, organisation):
    """Fits of all open calls, best first, and the numbers of those that the reader set aside."""
    interest, away, set_aside = interest_of(request, organisation)
    return ranked(candidates(), interest, away), set_aside


def sorted_out(fits, set_aside):
    """Three lists: what to show, what she may surely not apply to, what she set aside."""
    shown, barred, away = [], [], []
    for fit in fits:
        if fit.call.pk in set_aside:
            away.append(fit)
        elif fit.answer == Answer.NO:
            barred.append(fit)
        else:
            shown.append(fit)
    return shown, barred, away
