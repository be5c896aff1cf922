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
    best = [
        line for line in np.argsort(-scores, kind="stable")[:LOOKED_AT] if scores[line] > -np.inf
    ]
    chosen, later, bodies = [], [], set()
    while best and len(chosen) < count:
        line = max(best, key=lambda each: (_with_variety(crowd, each, scores, chosen), -each))
        best.remove(line)
        body = crowd.portraits[line]["body"]
        if body and body in bodies:
            later.append(line)
            continue
        bodies.add(body)
        chosen.append(line)
    return [crowd.keys[line] for line in (chosen + later)[:count]]


def _with_variety(crowd, line, scores, chosen):
    score, one = float(scores[line]), crowd.portraits[line]
    if score <= 0:
        return score
    for each in chosen:
        other = crowd.portraits[each]
        score *= SAME_KIND if one["kind"] and one["kind"] == other["kind"] else 1
        score *= SAME_COUNTRY if one["country"] and one["country"] == other["country"] else 1
    return score
