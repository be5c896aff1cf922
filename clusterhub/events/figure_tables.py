"""Figures in words: each group as a table with bars, for the page, for CSV, for anybody or the team."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.events.counting import label_of
from clusterhub.events.figures import LEAST, OTHER, SCALES
from clusterhub.events.forms.after import WORDS_OF_SCALES
from clusterhub.events.plots import share_of

PUBLIC = ("modes", "countries", "kinds", "ecosystems", "sessions")
TEAM = (*PUBLIC, "ways", "waiting")
TITLES = {
    "modes": gettext_lazy("How they took part"),
    "countries": gettext_lazy("Countries"),
    "kinds": gettext_lazy("Kinds of organisation"),
    "ecosystems": gettext_lazy("Industrial ecosystems"),
    "sessions": gettext_lazy("Sessions"),
    "ways": gettext_lazy("How they registered"),
    "waiting": gettext_lazy("Waiting list"),
}


def tables(facts, groups):
    """Those groups of which anything is known, each with its rows, the largest first."""
    return [_table(name, facts[name]) for name in groups if facts.get(name)]


def _table(name, cells):
    most = max(count for _key, _label, count in cells)
    rows = [
        {"label": _label(name, key, label), "count": count, "width": share_of(count, most)}
        for key, label, count in cells
    ]
    return {"name": name, "title": TITLES[name], "rows": rows, "has_other": cells[-1][0] == OTHER}


def _label(name, key, label):
    if key == OTHER:
        return _("Others (each fewer than %d)") % LEAST
    return label_of(name, key, label)


def opinion_rows(facts):
    """Of each scale its words, the mean, and the bars from one to five; empty while few answered."""
    opinions = facts.get("feedback")
    if not opinions:
        return []
    return [_opinion(scale, opinions["scales"][scale]) for scale in SCALES]


def _opinion(scale, given):
    most = max(given["counts"]) or 1
    bars = [
        {"score": score, "count": count, "width": share_of(count, most)}
        for score, count in enumerate(given["counts"], 1)
    ]
    return {"label": WORDS_OF_SCALES[scale], "mean": given["mean"], "bars": bars}


def csv_rows(facts):
    """Every figure as group, key, label and number."""
    for name in ("registered", "country_count", "cancelled", "erased"):
        yield [name, "", "", facts[name]]
    for first, last, count in facts["days"]:
        yield ["days", first, last, count]
    for name in TEAM:
        for key, label, count in facts[name]:
            yield [name, key, label_of(name, key, label), count]
    for scale, given in ((facts["feedback"] or {}).get("scales") or {}).items():
        for score, count in enumerate(given["counts"], 1):
            yield [f"feedback {scale}", str(score), "", count]
