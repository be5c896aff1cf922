"""Who is worth meeting, out of plain portraits; no database."""

import numpy as np
import pytest

from clusterhub.matchmaking.suggesting.choosing import choose
from clusterhub.matchmaking.suggesting.crowd import Crowd
from clusterhub.matchmaking.suggesting.prices import LIST, SHARE, prices_of, shown
from clusterhub.matchmaking.suggesting.reasons import reasons
from clusterhub.matchmaking.suggesting.scoring import for_all
from clusterhub.matchmaking.suggesting.words import quoted, stem_of, stems_of


def portrait(seeks="", offers="", **changes):
    lists = ("sought", "offered", "technologies", "ecosystems", "wanted_kinds", "languages")
    empty = {name: [] for name in (*lists, "wanted_countries", "wanted_ecosystems")}
    words = {"seeks": seeks, "offers": offers}
    stems = {"seek_stems": stems_of(seeks), "offer_stems": stems_of(offers)}
    more = {"kind": "", "country": "", "role": "delegate", "body": ""}
    return {**empty, **words, **stems, **more, **changes}


def kinds(crowd, me, other):
    return [each.kind for each in reasons(crowd, me, other)]


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ("sensor sensors Sensoren sensori SENSORS", "sensor"),
        ("laser lasers", "laser"),
        ("timber timbers", "timb"),
        ("économie Economies economy", "econom"),
        ("3D", "3d"),
        ("the und pour ich", ""),
    ],
)
def test_words_of_several_languages_and_forms_are_one(words, stem):
    assert {stem_of(word) for word in words.split()} == {stem}


WISHES = (
    "We look for laser sensors, for saws, old beams; and sensors. And makers of timber joints in the "
) + "neighbourhood (empty halls with a crane that lifts more than most people ever need, and roads)"


@pytest.mark.parametrize(
    ("stems", "phrase"),
    [
        ({"laser", "sensor", "saw"}, "laser sensors"),
        ({"beam"}, "old beams"),
        ({"old"}, "old beams"),
        ({"saw"}, "saws"),
        ({"zeppelin"}, ""),
    ],
)
def test_a_phrase_is_quoted_as_it_was_written(stems, phrase):
    assert quoted(WISHES, stems) == phrase


def test_whoever_offers_it_and_needs_something_stands_before_whoever_only_offers_it():
    crowd = Crowd(
        {
            1: portrait("laser sensors", "timber beams"),
            2: portrait("tax advice", "laser sensors"),
            3: portrait("timber beams", "laser sensors"),
            4: portrait("dogs", "cats"),
        }
    )

    assert choose(crowd, 1) == [3, 2, 4]
    assert kinds(crowd, 1, 3) == ["offered: same", "sought: same"]
    assert reasons(crowd, 1, 2)[0].words == ("laser sensors", "laser sensors")
    assert kinds(crowd, 1, 4) == ["hardly asked"]


def test_countries_kinds_technologies_and_ecosystems_are_reasons():
    crowd = Crowd(
        {
            1: portrait(
                wanted_countries=["DK"], wanted_kinds=["sme"], sought=["robots"],
                ecosystems=["textiles"], country="EE",
            ),
            2: portrait(
                country="DK", kind="sme", technologies=["robots"], ecosystems=["textiles"],
                wanted_countries=["EE"],
            ),
            3: portrait(country="FR", kind="university"),
        }
    )  # fmt: skip

    assert choose(crowd, 1) == [2, 3]
    assert kinds(crowd, 1, 2) == [
        "offered: technologies", "kind named", "country named", "my country named",
    ]  # fmt: skip
    assert kinds(crowd, 2, 1) == [
        "sought: technologies", "country named", "my country named", "same ecosystem",
    ]  # fmt: skip


def test_people_without_a_common_language_come_later():
    wish = {"seeks": "laser sensors", "languages": ["de"]}
    crowd = Crowd(
        {
            1: portrait(**wish),
            2: portrait(offers="laser sensors", languages=["fr"]),
            3: portrait(offers="laser sensors", languages=["fr", "de"]),
        }
    )

    assert choose(crowd, 1) == [3, 2]


def test_of_one_organisation_there_is_one_while_there_are_others():
    same = {key: portrait(offers="laser sensors", body="#7") for key in range(2, 8)}
    others = {key: portrait(offers="wood") for key in range(8, 17)}
    crowd = Crowd({1: portrait("laser sensors"), **same, **others})

    chosen = choose(crowd, 1)

    assert chosen[0] == 2 and len(chosen) == 10
    assert len([key for key in chosen if key in same]) == 1
    assert choose(Crowd({1: portrait("laser sensors"), **same}), 1) == [2, 3, 4, 5, 6, 7]


def test_somebody_who_says_nothing_is_shown_people_of_her_ecosystem():
    crowd = Crowd(
        {
            1: portrait(ecosystems=["textiles"]),
            2: portrait("a", "b"),
            3: portrait(ecosystems=["textiles"]),
        }
    )

    assert choose(crowd, 1)[0] == 3
    assert kinds(crowd, 1, 3) == ["same ecosystem"]


def test_nobody_is_on_everybodys_list():
    rng = np.random.default_rng(3)
    words = [f"word{n}" for n in range(40)]
    people = {
        key: portrait(*(" ".join(rng.choice(words, 4)) for _ in range(2))) for key in range(120)
    }
    for key in range(3):
        people[key] = portrait(" ".join(words), " ".join(words))
    crowd = Crowd(people)
    scores = for_all(crowd)
    np.fill_diagonal(scores, -1)

    prices = prices_of(crowd, {5: 30})
    before = shown(scores, np.zeros(120, np.float32))
    crowd.set_prices(prices)
    after = shown(scores, crowd.price)

    assert before.max() >= 100
    assert after.max() <= 1.5 * SHARE * LIST
    assert prices[5] > sorted(prices.values())[60]


def test_who_is_alone_or_unknown_is_shown_nobody():
    assert choose(Crowd({}), 1) == []
    assert choose(Crowd({1: portrait()}), 1) == []
    assert choose(Crowd({1: portrait(), 2: portrait()}), 1, without={2}) == []
    assert prices_of(Crowd({1: portrait()})) == {1: 0.0}
