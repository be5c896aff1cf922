from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.urls import reverse

from clusterhub.applications import kept_rankings
from clusterhub.applications.kept_rankings import fingerprint
from clusterhub.applications.operations import ties
from clusterhub.applications.ranking import Entry, Rules
from clusterhub.applications.tests.evaluating import judge_all, make_judged


@pytest.mark.pure
def test_a_fingerprint_changes_with_whatever_goes_in_and_with_nothing_else():
    facts = {
        "number": 1,
        "score": Decimal("4.5"),
        "amount": 500,
        "groups": {"country": "ES", "region": "ES51"},
        "scores": {"c1": Decimal("4.5")},
        "flags": frozenset({"sme", "women"}),
        "submitted_at": datetime(2026, 5, 1, 12, tzinfo=UTC),
    }
    base = fingerprint([Entry(**facts)], Rules(budget=100))
    turned = facts | {"groups": {"region": "ES51", "country": "ES"}}
    changes = (
        {"score": Decimal("4.51")},
        {"amount": 501},
        {"groups": {"country": "PT"}},
        {"scores": {"c1": Decimal(4)}},
        {"flags": frozenset()},
        {"submitted_at": datetime(2026, 5, 1, 13, tzinfo=UTC)},
        {"misses": ("total",)},
    )

    found = {fingerprint([Entry(**(facts | each))], Rules(budget=100)) for each in changes}

    assert len(found | {base}) == len(changes) + 1
    assert fingerprint([Entry(**facts)], Rules(budget=101)) != base
    assert fingerprint([Entry(**turned)], Rules(budget=100)) == base


@pytest.mark.django_db
def test_a_preview_is_solved_once_and_anew_when_a_score_changes(client, monkeypatch):
    cache.clear()
    hosted, solved = make_judged(count=2, evaluators=1, budget=5000), []
    judge_all(hosted, [("5", "5"), ("4", "4")])
    rank = kept_rankings.rank
    monkeypatch.setattr(kept_rankings, "rank", lambda *given: solved.append(1) or rank(*given))
    client.force_login(hosted.officer)
    address = reverse("evaluation:ranking-json", args=[hosted.address])

    first, second = client.get(address).json(), client.get(address).json()
    ties.declare_conflict(hosted.applications.get(number=1), words="A cousin", by=hosted.officer)
    client.force_login(hosted.publisher)
    client.get(address)
    looked = len(solved)
    hosted.procedure.criteria[0]["weight"] = "2"
    hosted.procedure.save()
    third = client.get(address).json()

    assert first["lines"] == second["lines"]
    assert (looked, len(solved)) == (1, 2)
    assert third["lines"][0]["score"] != first["lines"][0]["score"]
