"""A schedule in words and numbers for the organiser's pages."""

from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from clusterhub.matchmaking.models import SILENT, UNDER_WAY, RunState
from clusterhub.matchmaking.schedule_figures import held_share
from clusterhub.matchmaking.slot_words import day_of, hours_of

REASONS = {
    "never-available": gettext_lazy("One of the two is available in no slot."),
    "wants-none": gettext_lazy("One of the two has as many meetings as wanted."),
    "enough": gettext_lazy("One of the two has as many meetings as wanted."),
    "no-common-slot": gettext_lazy("The two are never available in the same slot."),
    "no-tables": gettext_lazy("There are no tables in the slots that would do."),
    "fixed-away": gettext_lazy("It is locked in a slot in which not both are available."),
    "fixed-not-allowed": gettext_lazy("It is locked in a slot in which it cannot be."),
    "fixed-taken": gettext_lazy("Another meeting takes the slot in which it is locked."),
    "busy": gettext_lazy("One of the two has other meetings in all slots."),
    "no-slot-left": gettext_lazy("No slot is left in which both are free."),
    "no-table-left": gettext_lazy("All tables are taken where both are free."),
    "twice": gettext_lazy("The same two people meet already."),
}
STAGES = {
    "bound": gettext_lazy("It looks for what could be reached at most."),
    "placing": gettext_lazy("It gives every meeting a place."),
    "improving": gettext_lazy("It looks for more meetings."),
    "gaps": gettext_lazy("It closes gaps in people's days."),
    "tables": gettext_lazy("It gives out the tables."),
}
HEAT = 5  # Shades of a cell.


def reason_in_words(code):
    return REASONS.get(code, _("No place was found for it."))


def number(value):
    is_whole = float(value).is_integer()
    return number_format(value, 0 if is_whole else 1, force_grouping=True)


@dataclass(frozen=True)
class Bar:
    """So many people have so many meetings."""

    meetings: int
    people: int
    percent: float


@dataclass(frozen=True)
class Cell:
    slot: int
    hours: str
    used: int
    tables: int

    @property
    def heat(self):
        return min(HEAT, -(-HEAT * self.used // self.tables)) if self.tables else 0


class Shown:
    """One schedule; what it has no result for is empty."""

    def __init__(self, schedule):
        self.schedule, self.result = schedule, schedule.result or {}
        self.is_under_way = schedule.state in UNDER_WAY
        self.is_made = schedule.state in (RunState.DONE, RunState.STOPPED) and bool(self.result)

    @property
    def held(self):
        return len(self.result.get("placed", ()))

    @property
    def wanted(self):
        return self.result.get("meetings", 0)

    @property
    def value_words(self):
        """ "3,598 of at most 3,600"."""
        names = {"value": number(self.result["value"]), "bound": number(self.result["bound"])}
        return _("%(value)s of at most %(bound)s") % names

    @property
    def share(self):
        return number_format(held_share(self.result), 1) + " %"

    @property
    def bars(self):
        histogram = self.result.get("histogram", ())
        most = max(histogram, default=0) or 1
        return [Bar(at, count, round(100 * count / most, 1)) for at, count in enumerate(histogram)]

    @property
    def without(self):
        return (self.result.get("histogram") or [0])[0]

    @property
    def settings(self):
        """The settings in a few words."""
        options = self.schedule.options
        weights, words = options.get("weights", {}), []
        if seconds := options.get("seconds"):
            words.append(ngettext("%d second", "%d seconds", seconds) % seconds)
        if "fairness" in weights:
            words.append(_("fair above all") if weights["fairness"] else _("not fair"))
        if not weights.get("gaps", 1):
            words.append(_("gaps do not matter"))
        if not weights.get("tables", 1):
            words.append(_("tables do not matter"))
        words.append(_("seed %s") % options.get("seed", 0))
        return ", ".join(words)

    @property
    def problem(self):
        return gettext(self.schedule.problem) if self.schedule.problem else ""

    @property
    def stage(self):
        return STAGES.get(self.schedule.progress.get("stage"), _("It waits for the worker."))

    @property
    def note(self):
        """What to expect while it is made."""
        made, now = self.schedule, timezone.now()
        if made.state == RunState.WAITING and made.made_at < now - SILENT:
            return _(
                "No worker has taken it up for a minute. If this goes on, ask whoever runs this site "
                "whether a worker runs. The schedule that people see stays as it is."
            )
        if made.state == RunState.RUNNING and made.beat_at and made.beat_at < now - SILENT:
            return _(
                "Its worker has been silent for a minute. Another one takes it up by itself; the "
                "schedule that people see stays as it is."
            )
        return _(
            "You may leave this page: it goes on, and the schedule that people see stays as it is."
        )

    @property
    def so_far(self):
        """The best so far in words; empty before there is any."""
        progress = self.schedule.progress
        if not progress.get("value"):
            return ""
        names = {"value": number(progress["value"]), "bound": number(progress.get("bound", 0))}
        return _("%(value)s of at most %(bound)s") % names


def heat_of(rows, slots, zone):
    """[(day, cells)]: tables in use in each slot; `rows` are [slot's key, used, tables]."""
    by_key = {slot.pk: slot for slot in slots}
    known = [(by_key[key], used, tables) for key, used, tables in rows if key in by_key]
    days = groupby(known, key=lambda row: day_of(row[0], zone))
    return [
        (day, [Cell(slot.pk, hours_of(slot, zone), used, tables) for slot, used, tables in found])
        for day, found in days
    ]
