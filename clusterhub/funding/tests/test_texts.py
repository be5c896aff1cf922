"""Words are found in memory exactly as the database finds them."""

import random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from clusterhub.directory.names import fold
from clusterhub.funding.finding import texts as texts_module
from clusterhub.funding.finding.listing import CallList
from clusterhub.funding.finding.texts import Texts
from clusterhub.funding.models import Call
from clusterhub.funding.operations import update_call, withdraw_call
from clusterhub.funding.tests.makers import make_call


@pytest.mark.pure
def test_parts_of_words_are_found_as_going_through_all_texts_finds_them():
    dice = random.Random(5)
    syllables = ("ba", "ab", "a", "b", "holz", "bau", "o")

    def word():
        return "".join(dice.choices(syllables, k=dice.randint(1, 3)))

    known = {pk: " ".join(word() for _ in range(dice.randrange(9))) for pk in range(300)}
    texts = Texts(known.items())
    for _change in range(6):
        later = {dice.randrange(350): f"{word()} {word()}" for _ in range(40)}
        known |= later
        texts = texts.with_later(later.items())
        for _ in range(150):
            words = [word() for _ in range(dice.randint(1, 3))]
            by_hand = {pk for pk, text in known.items() if all(each in text for each in words)}
            assert texts.fitting(words) == by_hand, words


@pytest.mark.pure
def test_so_many_later_texts_are_filed_anew(monkeypatch):
    monkeypatch.setattr(texts_module, "MOST_LATER", 2)
    texts = Texts([(1, "wood")])

    assert texts.with_later([(1, "steel"), (2, "wood")]).fitting(["wood"]) == {2}
    assert texts.with_later([(1, "a"), (2, "b"), (3, "c")]) is None


def found(query):
    keys, count = CallList(QueryDict(query), AnonymousUser()).keys()
    assert count == len(keys)
    return set(keys)


@pytest.mark.django_db
def test_the_list_finds_what_the_database_finds_and_follows_every_change():
    wood = make_call(title="Für den Holzbau", keywords=["Lärche"])
    steel = make_call(title="Steel & wood", programme="Éclair")
    hidden = make_call(title="Holz", is_published=False)
    queries = ("holz", "HOLZBAU für", "lar", "steel wood", "eclair", "é", "&", "xylophone")

    def by_rows(words):
        return set(Call.objects.public().matching(words).values_list("pk", flat=True))

    assert [found(f"q={words}") for words in map(quoted, queries)] == [*map(by_rows, queries)]
    update_call(steel, by=None, title="Brass", summary="Holz, too")
    withdraw_call(wood, by=None)
    assert found("q=holz") == {steel.pk} == by_rows("holz")
    assert found("q=steel") == by_rows("steel") == set()
    Call.objects.filter(pk=steel.pk).delete()
    assert found("q=holz") == set()
    assert hidden.pk


def quoted(words):
    data = QueryDict(mutable=True)
    data["x"] = words
    return data.urlencode()[2:]


@pytest.mark.django_db
def test_a_second_search_reads_no_texts():
    make_call(title="Wood")
    found("q=wood")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        found("q=woo")

    assert not [each for each in asked.captured_queries if '"words"' in each["sql"]]
    assert fold("Wood") == "wood"
