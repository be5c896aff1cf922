"""The ten that somebody is shown: worth most, not five of one organisation, and not always the same kind."""

import numpy as np

from clusterhub.matchmaking.suggesting.scoring import for_one

COUNT = 10
LOOKED_AT = 60  # Variety is looked for among so many of the best.
SAME_KIND, SAME_COUNTRY = 0.97, 0.985  # Each one before it of the same makes another one less.


def choose(crowd, key, without=(), count=COUNT):
    """Keys of those worth meeting, best first; nobody of `without`, and of one organisation one, while
    there are others."""
    if key not in crowd.line_of:
        return []
    scores = for_one(crowd, crowd.line_of[key]) - crowd.price
    out = [crowd.line_of[each] for each in {key, *without} if each in crowd.line_of]
    scores[out] = -np.inf
    best = np.argsort(-scores, kind="stable")[:LOOKED_AT]
    left = {int(line): float(scores[line]) for line in best if scores[line] > -np.inf}
    chosen, later, bodies = [], [], set()
    while left and len(chosen) < count:
        line = max(left, key=lambda each: (left[each], -each))
        del left[line]
        body = crowd.portraits[line]["body"]
        if body and body in bodies:
            later.append(line)
            continue
        bodies.add(body)
        chosen.append(line)
        _make_room(crowd, line, left)
    return [crowd.keys[line] for line in (chosen + later)[:count]]


def _make_room(crowd, line, left):
    """Those who are like the chosen one are worth a little less beside her."""
    one = crowd.portraits[line]
    for each, score in left.items():
        other = crowd.portraits[each]
        if score > 0 and one["kind"] and one["kind"] == other["kind"]:
            left[each] *= SAME_KIND
        if score > 0 and one["country"] and one["country"] == other["country"]:
            left[each] *= SAME_COUNTRY
