"""Which organisations look like one body: those that share blocks of a name, a name or a site are
compared by `sameness`. A handful of queries for a chunk, however large the directory."""

from collections import defaultdict
from itertools import product
from typing import NamedTuple

from clusterhub.directory.blocks import blocks_of_key
from clusterhub.directory.candidates import Trace, families
from clusterhub.directory.few import names_by_block, organisations_by_host, organisations_by_key
from clusterhub.directory.kinds import BUSINESS
from clusterhub.directory.models import NameKey, NotSame, Organisation, OtherName, State
from clusterhub.directory.names import name_key
from clusterhub.directory.sameness import Named, sameness
from clusterhub.directory.sites import host_of, is_free, is_same_site, site_of

CROWDED = 60  # What more have in common tells nobody apart.
MOST_LIKE = 40
MOST_NAMES = 8
# A cluster, its institute and its hub share a name but for one word, and are three.
OF_ANOTHER_KIND = 0.97


class Known(NamedTuple):
    pk: int
    kind: str
    names: tuple
    country: str
    website: str


def alike_pairs(pks):
    """{(lower number, higher number): Sameness} of those in `pks` with anybody at all; without
    whom somebody has told apart."""
    asked = known_by_number(pks)
    near = _near(asked)
    everybody = asked | known_by_number(
        {pk for other in near.values() for pk in other} - set(asked)
    )
    pairs = {
        tuple(sorted((pk, other)))
        for pk, others in near.items()
        for other in others
        if other != pk and other in everybody
    }
    pairs -= _told_apart(pairs)
    found = {}
    for pair in sorted(pairs):
        one, other = (everybody[pk] for pk in pair)
        likeness = _likeness(one, other)
        if likeness.same and _may_be_one(one, other, likeness):
            found[pair] = likeness
    return found


def _may_be_one(one, other, likeness):
    is_alike = one.kind == other.kind or {one.kind, other.kind} <= BUSINESS
    if is_alike or likeness.score >= OF_ANOTHER_KIND:
        return True
    return is_same_site(site_of(one.website), site_of(other.website)) is True


def likeness_of(one, other):
    """How alike two organisations are, by the two of their names that are most alike."""
    return _likeness(*(_known(each) for each in (one, other)))


def _known(organisation):
    others = organisation.other_names.values_list("name", flat=True)[: MOST_NAMES - 1]
    names = (organisation.name, *others)
    country = organisation.country_id or ""
    return Known(organisation.pk, organisation.kind, names, country, organisation.website)


def known_by_number(pks):
    """What may be somebody's twin, with all its names; what is archived or merged is nobody's."""
    rows = Organisation.objects.filter(pk__in=pks, merged_into=None, erased_at=None)
    rows = rows.exclude(state=State.ARCHIVED)
    rows = list(rows.values_list("pk", "kind", "name", "country_id", "website"))
    others = defaultdict(list)
    for pk, name in OtherName.objects.filter(organisation__in=pks).values_list(
        "organisation_id", "name"
    ):
        others[pk].append(name)
    return {
        pk: Known(pk, kind, (name, *others[pk][: MOST_NAMES - 1]), country or "", website)
        for pk, kind, name, country, website in rows
    }


def _near(asked):
    """For each who is asked about, the numbers of those worth a comparison."""
    traces = {pk: [_trace(name, known) for name in known.names] for pk, known in asked.items()}
    every = [trace for own in traces.values() for trace in own]
    by_key = organisations_by_key({trace.key for trace in every if trace.key}, CROWDED)
    by_host = organisations_by_host({trace.host for trace in every if trace.host}, CROWDED)
    alike = names_by_block(set().union(*(trace.blocks for trace in every)), CROWDED)
    alike = {block: names for block, names in alike.items() if len(names) < CROWDED}
    owners = _owners({name for names in alike.values() for name in names})
    return {pk: _likeliest(own, by_key, by_host, alike, owners, pk) for pk, own in traces.items()}


def _trace(name, known):
    key, host = name_key(name), host_of(known.website)
    return Trace(key, blocks_of_key(key), "" if is_free(host) else host)


def _likeliest(traces, by_key, by_host, alike, owners, own):
    found = defaultdict(int)
    for trace in traces:
        for pk in (*by_key.get(trace.key, ()), *by_host.get(trace.host, ())):
            found[pk] += 10
        for name, shared in families(trace, alike).items():
            if name in owners:
                found[owners[name]] += len(shared)
    found.pop(own, None)
    return sorted(found, key=lambda pk: (-found[pk], pk))[:MOST_LIKE]


def _owners(names):
    rows = NameKey.objects.filter(pk__in=names).exclude(organisation=None)
    return dict(rows.values_list("pk", "organisation_id"))


def _told_apart(pairs):
    lower = {a for a, _b in pairs}
    rows = NotSame.objects.filter(a__in=lower).values_list("a_id", "b_id")
    return set(rows) & pairs


def _likeness(one, other):
    return max(
        (
            sameness(Named(a, one.country, one.website), Named(b, other.country, other.website))
            for a, b in product(one.names, other.names)
        ),
        key=lambda found: found.score,
    )
