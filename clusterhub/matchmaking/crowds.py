"""The crowd of an event in the memory of this process: read once, and then only what has changed.

One statement says who takes part and the digest of each portrait; rows whose digest is known are not
read again. The digest is of the contents, so nothing old is ever taken for new.
"""

from collections import OrderedDict
from threading import Lock

from clusterhub.matchmaking.models import Participant, Portrait
from clusterhub.matchmaking.portraits import portraits_of

EVENTS_KEPT = 4
AT_ONCE = 800  # SQLite takes so many keys in one statement, and some more.
_kept, _lock = OrderedDict(), Lock()


class _Kept:
    def __init__(self):
        self.digests, self.rows, self.crowd = {}, {}, None


def crowd_of(matchmaking_pk):
    """Everybody who takes part now, in one statement if nothing has changed."""
    stamps = Participant.objects.present().filter(matchmaking=matchmaking_pk)
    stamps = list(stamps.order_by().values_list("pk", "portrait__digest", "portrait__price"))
    prices = {key: price or 0 for key, _digest, price in stamps}
    digests = {key: digest for key, digest, _price in stamps}
    with _lock:
        kept = _kept.setdefault(matchmaking_pk, _Kept())
        _kept.move_to_end(matchmaking_pk)
        while len(_kept) > EVENTS_KEPT:
            _kept.popitem(last=False)
        old_digests, old_rows, crowd = kept.digests, kept.rows, kept.crowd
    if crowd is None or digests != old_digests or None in digests.values():
        crowd = _read(kept, digests, old_digests, old_rows)
    crowd.set_prices(prices)
    return crowd


def _read(kept, digests, old_digests, old_rows):
    from clusterhub.matchmaking.suggesting.crowd import Crowd

    same = {key for key, digest in digests.items() if digest and old_digests.get(key) == digest}
    rows = {key: old_rows[key] for key in same}
    without = [key for key, digest in digests.items() if digest is None]
    for start in range(0, len(without), AT_ONCE):
        found = portraits_of(without[start : start + AT_ONCE])
        rows |= {key: (facts, None) for key, facts in found.items()}
    changed = [key for key in digests if key not in rows]
    for start in range(0, len(changed), AT_ONCE):
        found = Portrait.objects.filter(pk__in=changed[start : start + AT_ONCE])
        for key, facts, sense in found.values_list("pk", "facts", "meanings"):
            rows[key] = (facts, bytes(sense) if sense else None)
    crowd = Crowd(
        {key: facts for key, (facts, _sense) in rows.items()},
        {key: sense for key, (_facts, sense) in rows.items()},
    )
    with _lock:
        kept.digests, kept.rows, kept.crowd = digests, rows, crowd
    return crowd
