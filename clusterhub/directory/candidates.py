"""Who may be meant by the rows of a list: by identifier, name, site and blocks of the name, from the
database and from the rows before. A handful of queries for a chunk, however large the directory."""

from collections import defaultdict
from typing import NamedTuple

from rapidfuzz.distance import OSA

from clusterhub.directory.blocks import HEAD, TAIL, WORD, blocks_of_key
from clusterhub.directory.few import names_by_block, organisations_by_host, organisations_by_key
from clusterhub.directory.models import Identifier, NameKey, Organisation, OtherName
from clusterhub.directory.names import name_key
from clusterhub.directory.sites import host_of, is_free
from clusterhub.directory.verdicts import Candidate

# A block that more names have tells nobody apart; exact names and sites are asked for besides.
CROWDED = 24
MOST_OF_A_NAME = 40
MOST_LIKE = 4
MOST_SHARING = 12
_SPELT = {HEAD, TAIL}
_MOST_CROWDS = 100_000


class Trace(NamedTuple):
    """By what a row is looked for."""

    key: str
    blocks: frozenset
    host: str


def trace_of(said):
    key = name_key(said.name)
    host = host_of(said.columns["website"]) if "website" in said.columns else ""
    return Trace(key, blocks_of_key(key), "" if is_free(host) else host)


def candidates_for(rows, traces, crowds=None):
    """For each row the `Candidate`s among what the database holds, likeliest first.

    `crowds` is a set that remembers crowded blocks from chunk to chunk: they are not asked again.
    """
    found = [{} for _row in rows]  # Ordered, without repeats.
    _by_identifier(rows, found)
    certain = [set(pks) for pks in found]
    by_key = organisations_by_key({trace.key for trace in traces if trace.key}, MOST_OF_A_NAME)
    by_host = organisations_by_host({trace.host for trace in traces if trace.host}, CROWDED)
    for trace, pks in zip(traces, found, strict=True):
        pks.update(dict.fromkeys(by_key.get(trace.key, ())))
        at_host = by_host.get(trace.host, ())
        pks.update(dict.fromkeys(at_host if len(at_host) < CROWDED else ()))
    _by_blocks(rows, traces, found, set() if crowds is None else crowds)
    known = _fetched({pk for pks in found for pk in pks})
    return [
        [
            known[pk]
            for pk in pks
            if pk in known and (pk in sure or _may_be(row, known[pk], by_host))
        ]
        for row, pks, sure in zip(rows, found, certain, strict=True)
    ]


def _may_be(row, candidate, by_host):
    """One name in two countries is two, unless they share a site."""
    if not row.country or not candidate.country or row.country == candidate.country:
        return True
    host = host_of(row.columns.get("website", ""))
    return candidate.pk in by_host.get(host, ())


def _by_identifier(rows, found):
    wanted = defaultdict(list)
    for at, row in enumerate(rows):
        for identifier in row.identifiers:
            wanted[identifier].append(at)
    for scheme in {scheme for scheme, _value in wanted}:
        values = [value for its_scheme, value in wanted if its_scheme == scheme]
        # The scheme, too: values alone have no index.
        numbered = Identifier.objects.filter(scheme=scheme, value__in=values)
        for value, pk in numbered.values_list("value", "organisation_id"):
            for at in wanted[scheme, value]:
                found[at][pk] = None
    addresses = defaultdict(list)
    for at, row in enumerate(rows):
        if row.address:
            addresses[row.address].append(at)
    if addresses:
        listed = Organisation.objects.filter(slug__in=list(addresses))
        for slug, pk in listed.values_list("slug", "pk"):
            for at in addresses[slug]:
                found[at][pk] = None


def _by_blocks(rows, traces, found, crowds):
    wanted = set().union(*(trace.blocks for trace in traces)) - crowds
    alike = names_by_block(wanted, CROWDED)
    crowded = {block for block, names in alike.items() if len(names) >= CROWDED}
    if len(crowds) < _MOST_CROWDS:
        crowds |= crowded
    alike = {block: names for block, names in alike.items() if block not in crowded}
    shared = [families(trace, alike) for trace in traces]
    names = _names({name for each in shared for name in each})
    for row, trace, marks, pks in zip(rows, traces, shared, found, strict=True):
        for pk in likeliest(row, trace, marks, names):
            pks.setdefault(pk)


def families(trace, alike):
    """The names that share blocks with `trace`, and which kinds of blocks these are."""
    marks = defaultdict(set)
    for block in trace.blocks:
        if names := alike.get(block):
            family = block if block[0] == WORD else block[0]
            for name in names:
                marks[name].add(family)
    ranked = sorted(
        (name for name, has in marks.items() if len(has) > 1 or has & _SPELT),
        key=lambda name: (-len(marks[name]), name),  # The same twice.
    )
    return {name: marks[name] for name in ranked[:MOST_SHARING]}


def likeliest(row, trace, marks, names):
    """The few that share two kinds of blocks with a row, or are a slip or two away from it.

    `names` has the owner, the key and the country of each.
    """
    ranked = []
    for name, has in marks.items():
        if name not in names:
            continue
        pk, key, country = names[name]
        if row.country and country and country != row.country:
            continue
        if len(has) > 1 or _is_slip(trace.key, key):
            ranked.append((-len(has), abs(len(key) - len(trace.key)), pk))
    return dict.fromkeys(pk for _has, _length, pk in sorted(ranked)[:MOST_LIKE])


def _is_slip(key, other):
    return OSA.distance(key.replace(" ", ""), other.replace(" ", ""), score_cutoff=2) <= 2


def _names(pks):
    rows = NameKey.objects.filter(pk__in=pks) if pks else NameKey.objects.none()
    rows = rows.values_list("pk", "organisation_id", "key", "organisation__country_id")
    return {pk: (organisation, key, country) for pk, organisation, key, country in rows}


def _fetched(pks):
    """Candidates by number, in three queries; one that was merged or erased is nobody."""
    if not pks:
        return {}
    rows = Organisation.objects.filter(pk__in=pks, merged_into=None, erased_at=None)
    rows = list(rows.values_list("pk", "slug", "name", "country_id", "website", "city"))
    names, numbers = defaultdict(list), defaultdict(set)
    for pk, name in OtherName.objects.filter(organisation__in=pks).values_list(
        "organisation_id", "name"
    ):
        names[pk].append(name)
    identifiers = Identifier.objects.filter(organisation__in=pks)
    for pk, scheme, value in identifiers.values_list("organisation_id", "scheme", "value"):
        numbers[pk].add((scheme, value))
    return {
        pk: Candidate(
            pk,
            (name, *names[pk]),
            country or "",
            website,
            city,
            frozenset({*numbers[pk], ("address", slug)}),
        )
        for pk, slug, name, country, website, city in rows
    }
