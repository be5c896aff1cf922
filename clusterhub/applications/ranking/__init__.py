"""Who is funded under a budget and quotas: exact, explained, and without a database."""

from clusterhub.applications.ranking.choosing import fits, rank, who_moves_up
from clusterhub.applications.ranking.scoring import Criterion, Scale, Scheme
from clusterhub.applications.ranking.shapes import (
    Entry,
    Line,
    Place,
    Quota,
    Ranking,
    Rules,
    TieKind,
    TieRule,
    Way,
)

__all__ = [
    "Criterion",
    "Entry",
    "Line",
    "Place",
    "Quota",
    "Ranking",
    "Rules",
    "Scale",
    "Scheme",
    "TieKind",
    "TieRule",
    "Way",
    "fits",
    "rank",
    "who_moves_up",
]
