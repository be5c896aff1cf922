"""One organisation as the search index reads it, out of its own row: no query."""

from datetime import UTC, date, datetime

from clusterhub.directory.finding.schema import BEGINS_UP_TO, LEVEL_FIELDS
from clusterhub.directory.finding.sectors import sectors_of
from clusterhub.directory.kinds import HAS_MEMBERS
from clusterhub.directory.names import close_abbreviations, fold
from clusterhub.directory.records import blank_shown
from clusterhub.directory.states import LISTED

LONGEST_TEXT = 2000
ORDERED_LETTERS = 12
MARK_ID = 0
_EPOCH = date(1970, 1, 1)
# Eurostat's own codes, with which its regions begin.
_EUROSTAT = {"GR": "EL", "GB": "UK"}
_LETTERS = " 0123456789abcdefghijklmnopqrstuvwxyz"


def document_of(organisation, places=None):
    """As a dict for `Document.from_dict`; `places` are points of regions by code."""
    facts, shown = organisation.facts, blank_shown() | organisation.shown
    names = [organisation.name, *(name for name, _kind in shown["names"])]
    folded = " ".join(fold(f"{name} {close_abbreviations(name)}", 400) for name in names)
    region = shown["region"] or _EUROSTAT.get(organisation.country_id, organisation.country_id)
    return {
        "id": organisation.pk,
        "hidden": int(organisation.state not in LISTED),
        "names": folded,
        "begins": _beginnings(folded),
        "texts": _texts(organisation, facts),
        "kind": organisation.kind,
        **_area(region, organisation.country_id),
        **_point(organisation, (places or {}).get(region)),
        "serves": sorted({c[:n] for c in facts.get("serves", ()) for n in range(2, len(c) + 1)}),
        "ecosystem": shown["ecosystems"],
        "sector": sorted({s for a in facts.get("activities", ()) for s in sectors_of(a)}),
        "technology": facts.get("technologies", []),
        "programme": sorted({row["name"][:100] for row in shown["programmes"]}),
        "language": facts.get("languages", []),
        "member_of": [tie["slug"] for tie in shown["member_of"]],
        **_labels(shown["labels"]),
        "confirmed_on": days(organisation.confirmed_at),
        "strength": strength(organisation, shown),
        "name_order": name_order(organisation.sort_key or fold(organisation.name)),
        "added": _seconds(organisation.published_at or organisation.created_at),
    }


def mark_document(change_id):
    """Up to which change the index has followed; a document, so that it is committed with them."""
    return {"id": MARK_ID, "hidden": 1, "mark": change_id}


def days(moment):
    """Days since 1970, as dates are compared in the index; 0 for never."""
    if moment is None:
        return 0
    return ((moment.date() if isinstance(moment, datetime) else moment) - _EPOCH).days


def name_order(sort_key):
    """The first twelve letters as a number that sorts as they do."""
    number = 0
    for letter in sort_key[:ORDERED_LETTERS].ljust(ORDERED_LETTERS):
        at = _LETTERS.find(letter)
        number = number * len(_LETTERS) + (at if at >= 0 else len(_LETTERS) - 1)
    return number


def strength(organisation, shown):
    """What comes first when nothing else decides: complete, confirmed, with members."""
    return (
        organisation.completeness
        + 30 * (organisation.confirmed_at is not None)
        + 20 * (organisation.kind in HAS_MEMBERS)
        + min(shown["member_count"], 50)
    )


def _beginnings(folded):
    words = set(folded.split())
    return " ".join({word[:size] for word in words for size in range(1, BEGINS_UP_TO + 1)})


def _texts(organisation, facts):
    pieces = [organisation.city, organisation.description]
    pieces += [facts.get(name) for name in ("services", "strategy", "specialisation")]
    return fold(" ".join(str(piece) for piece in pieces if piece), LONGEST_TEXT)


def _area(region, country):
    values = {"country": country} if country else {}
    if region:
        # Who names only the country is counted there at every level: numbers of a map add up.
        values |= {f"nuts{level}": region[: level + 2] for level in range(4)}
    return values


def _point(organisation, place):
    if organisation.latitude is not None:
        return {"latitude": organisation.latitude, "longitude": organisation.longitude}
    return {"latitude": place[0], "longitude": place[1]} if place else {}


def _labels(labels):
    until = {}
    for label in labels:
        name = f"until_{label['level']}"
        if name in LEVEL_FIELDS:
            until[name] = max(until.get(name, 0), days(date.fromisoformat(label["valid_until"])))
    return until


def _seconds(moment):
    return int(moment.astimezone(UTC).timestamp()) if moment else 0
