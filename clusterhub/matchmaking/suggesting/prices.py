"""Exposure is shared out: whoever would stand on too many lists pays a price that others do not.

Everybody is shown the ten that are worth most to her; whoever is on more lists than her share gets
dearer, a little at a time, until no list is longer than it should be or the steps are used up. Who has
many requests already pays for each of them.
"""

import numpy as np

from clusterhub.matchmaking.suggesting.scoring import for_all

LIST = 10
SHARE = 2.5  # On so many times the average number of lists may anybody stand.
STEPS = 40
FOR_A_REQUEST = 0.01


def prices_of(crowd, requests=None):
    """{key: price}. `requests`: {key: how many wait or were accepted}."""
    count = len(crowd)
    if count <= LIST + 1:
        return dict.fromkeys(crowd.keys, 0.0)
    scores = for_all(crowd)
    np.fill_diagonal(scores, -1)
    prices = np.zeros(count, np.float32)
    for key, number in (requests or {}).items():
        if key in crowd.line_of:
            prices[crowd.line_of[key]] = FOR_A_REQUEST * number
    spread, most = float(scores[scores > 0].std()) or 0.01, SHARE * LIST
    for step in range(STEPS):
        over = shown(scores, prices) / most - 1
        if over.max() <= 0:
            break
        pace = 0.5 * spread * (1 - step / STEPS)
        prices += pace * np.clip(over, 0, 2).astype(np.float32)
    return {key: round(float(price), 5) for key, price in zip(crowd.keys, prices, strict=True)}


def shown(scores, prices):
    """On how many lists of ten each would stand."""
    lists = np.argpartition(-(scores - prices), LIST, axis=1)[:, :LIST]
    return np.bincount(lists.ravel(), minlength=len(prices))
