"""Which ideas are alike, with reasons; and what is not alike though it uses the same phrases."""

import pytest

from clusterhub.labs.alike import Words, alike

pytestmark = pytest.mark.pure
BEAMS = Words(1, "Beams with a passport", "Timber from old offices, sold with its origin.", (7,))
BOARDS = Words(
    2, "A passport for timber boards", "A saw mill prints the origin on each board.", (7,)
)
ALGAE = Words(3, "Algae that eat phosphorus", "Waste water of dairies feeds algae.", (8,))
HULLS = Words(4, "Quiet hulls", "Ships make less noise with coated hulls.", (9,))


def test_rare_words_and_topics_in_common_make_a_pair_and_say_why():
    (pair,) = alike([BEAMS, BOARDS, ALGAE, HULLS])

    assert (pair.a, pair.b) == (1, 2)
    assert set(pair.words) == {"passport", "timber", "origin"}
    assert pair.topics == (7,)


def test_what_all_say_makes_nobody_alike():
    ideas = [
        Words(n, f"Idea {word}", f"Together we want a European platform. {word} {word}")
        for n, word in enumerate(("salmon", "granite", "velvet", "turbines"), 1)
    ]

    assert alike(ideas) == []


def test_two_languages_meet_by_two_topics():
    german = Words(5, "Ein Ausweis für Balken", "Holz aus alten Büros.", (7, 8))
    english = Words(6, "Beams with a passport", "Timber from offices.", (7, 8))

    (pair,) = alike([german, english])

    assert (pair.words, pair.topics) == ((), (7, 8))


@pytest.mark.parametrize("ideas", [[], [BEAMS], [Words(1, "", ""), Words(2, "", "")]])
def test_few_and_empty_ideas_are_alike_to_nobody(ideas):
    assert alike(ideas) == []


def test_the_same_idea_twice_stands_before_what_is_only_near():
    twin = Words(9, BEAMS.title, BEAMS.text, BEAMS.topics)

    first, second, third = alike([BEAMS, BOARDS, ALGAE, HULLS, twin])

    assert (first.a, first.b) == (1, 9)
    assert first.likeness > 2 * second.likeness == 2 * third.likeness


def test_the_theme_of_the_lab_is_no_reason():
    names = ("salmon", "granite", "velvet", "turbines", "clover")
    ideas = [Words(n, name, name, (7, 8)) for n, name in enumerate(names)]

    assert alike(ideas) == []
