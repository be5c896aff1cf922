"""Figures of meetings in words: for the page, for CSV; what a group is called, and its bars."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.directory.kinds import OrganisationKind, kind_words
from clusterhub.events.plots import share_of
from clusterhub.matchmaking.counting import role_words
from clusterhub.matchmaking.figures import LEAST, MANY, OTHER, UNKNOWN
from clusterhub.matchmaking.models import LaterOutcome, MeetingOutcome

GROUPS = ("countries", "kinds", "roles")
TITLES = {
    "countries": gettext_lazy("By country"),
    "kinds": gettext_lazy("By kind of organisation"),
    "roles": gettext_lazy("By role"),
}
ANSWERS = {"outcomes": MeetingOutcome, "later": LaterOutcome}


def tables(facts):
    """Those groups of which anything is known: [{name, title, rows}]."""
    return [
        {"name": name, "title": TITLES[name], "rows": [_row(name, row) for row in facts[name]]}
        for name in GROUPS
        if facts[name]
    ]


def spread(facts):
    """[{label, count, width}]: how many people have so many meetings."""
    most = max((count for _number, count in facts["per_person"]), default=0)
    return [
        {"label": f"{number}+" if number == MANY else number, "count": count,
         "width": share_of(count, most)}
        for number, count in facts["per_person"]
    ]  # fmt: skip


def answer_rows(facts, name):
    """[{label, count, width}] of what people said; empty while few did."""
    counts = facts[name]["counts"]
    most = max((count for _key, count in counts), default=0)
    return [
        {"label": _answer_words(name, key), "count": count, "width": share_of(count, most)}
        for key, count in counts
    ]


def csv_rows(facts):
    """Every figure as group, key, label and number."""
    yield ["people", "", "", facts["people"]]
    for name in ("requests", "meetings"):
        for key, count in facts[name].items():
            yield [name, key, "", count]
    for number, count in facts["per_person"]:
        yield ["people by meetings", number, "", count]
    for name in GROUPS:
        for row in facts[name]:
            for what, count in zip(("people", "sent", "accepted", "held"), row[2:], strict=True):
                yield [f"{name}: {what}", row[0], _label(name, *row[:2]), count]
    for name in ANSWERS:
        yield [name, "asked", "", facts[name]["asked"]]
        yield [name, "answers", "", facts[name]["answers"]]
        for key, count in facts[name]["counts"]:
            yield [name, key, _answer_words(name, key), count]


def _row(name, row):
    key, label, people, sent, accepted, held = row
    shown = {"people": people, "sent": sent, "accepted": accepted, "held": held}
    return {"label": _label(name, key, label), **shown}


def _label(name, key, label):
    if key == OTHER:
        return _("Others (each fewer than %d)") % LEAST
    if key == UNKNOWN:
        return _("Not known")
    if name == "kinds" and key in OrganisationKind.values:
        return kind_words(key)
    return role_words(key) if name == "roles" else label


def _answer_words(name, key):
    choices = ANSWERS[name]
    return str(choices(key).label) if key in choices.values else key
