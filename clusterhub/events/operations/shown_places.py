"""What pages that are kept say of places, beside the event: while it is the same, so are they."""

from clusterhub.events.models import Admission, PoolKind
from clusterhub.events.rounding import EXACT_TO, is_scarce, rounded
from clusterhub.web.prepared_writes import PreparedUpdate


def keep_shown(admission, pools):
    shown = " ".join(_shown(pool) for pool in pools if pool.kind == PoolKind.MODE)
    if shown != admission.places_shown:
        admission.places_shown = shown
        _save(admission)


_save = PreparedUpdate(Admission, "places_shown")


def _shown(pool):
    """ "on_site:12", "on_site:>40" or "on_site:+12": one for all numbers that read the same."""
    if pool.waiting_count:
        return f"{pool.mode}:+{_written(pool.waiting_count)}"
    if not is_scarce(pool):
        return f"{pool.mode}:free"
    return f"{pool.mode}:{_written(pool.free)}"


def _written(count):
    return count if count <= EXACT_TO else f">{rounded(count)}"
