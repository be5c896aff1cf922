"""What followed from an appeal, for programs."""


def remedy_of(outcome):
    """Place and rank before and after, or None."""
    remedy = getattr(getattr(outcome, "appeal", None), "remedy", None)
    if remedy is None:
        return None
    return {
        "made_at": remedy.made_at,
        "before": remedy.before,
        "place": remedy.place,
        "money_from": remedy.money_from or None,
    }
