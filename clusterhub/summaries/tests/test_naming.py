import random
import time

import pytest

from clusterhub.directory.models import NameKind, OtherName
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.summaries.comparing import compare
from clusterhub.summaries.comparing.mentioned import compare_texts
from clusterhub.summaries.comparing.naming import Names
from clusterhub.summaries.models import Mention
from clusterhub.summaries.operations import answer_finding, check_again, publish_summary
from clusterhub.summaries.reading import read_summary
from clusterhub.summaries.tests.makers import TALK, answer_everything, fresh, make_draft

SENTENCE = "The event drew 1,200 participants to 39 sessions."


def found(text, *names):
    index = Names([(name, name, False) for name in names])
    return [each.words for each in index.find(text)]


def told(text):
    return TALK.replace(SENTENCE, f"{SENTENCE} {text}")


def findings(text):
    record = read_summary(told(text).encode())
    return [each for each in compare(record) if each["code"] == "organisation-named"]


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        ("It went to Río Verde Cluster, too.", ["Rio Verde Cluster"], ["Río Verde Cluster"]),
        ("the Timber-Valley, of course", ["Timber Valley"], ["Timber-Valley"]),
        ("Kunststoff-Cluster asked", ["Kunststoff-Cluster GmbH"], ["Kunststoff-Cluster"]),
        ("of green energy valley things", ["Green Energy Valley"], []),
        ("Green Energy Valley North", ["Green Energy Valley", "Green Energy Valley North"], ["Green Energy Valley North"]),
        ("NETWO and METWOOD", ["METWOO"], []),
        ("the METWOO spoke", ["METWOO"], ["METWOO"]),
        ("metwoo Metwoo", ["METWOO"], []),
        ("an SME of the EU", ["SME", "EU"], []),
        ("Hamburg and Innovation, in Delta", ["Hamburg", "Innovation", "Delta"], []),
        ("Textura came first", ["Textura"], ["Textura"]),
        ("Textura and some textura", ["Textura"], []),
        ("Silver\nForest", ["Silver Forest"], []),
    ],
)  # fmt: skip
def test_names_are_found_as_names(text, names, words):
    assert found(text, *names) == words


@pytest.mark.pure
def test_ten_thousand_organisations_and_two_megabytes_cost_little():
    chance = random.Random(7)
    syllables = ["ver", "lan", "tek", "mor", "sol", "gra", "bin", "tos", "kel", "ra", "mi", "du"]
    words = ["".join(chance.choices(syllables, k=3)).capitalize() for _ in range(4000)]
    names = [(pk, " ".join(chance.choices(words, k=3)), False) for pk in range(20_000)]
    names += [(pk, "".join(chance.choices("ABCDEFGHIJ", k=5)), True) for pk in range(10_000)]
    ordinary = [*map(str.lower, words[:2000]), *words[:50]]
    told = " ".join(chance.choices(ordinary, k=260_000))
    text = f"{told} {names[77][1]} {told[:50]}"

    started = time.process_time()
    result = Names(names).find(text)
    spent = time.process_time() - started

    assert len(text) > 2_000_000
    assert 77 in {each.owner for each in result}
    assert spent < 6  # 1.0 s where it was written.


@pytest.mark.django_db
def test_an_organisation_in_the_text_is_proposed_by_name_other_name_and_acronym():
    organisation = make_organisation(name="Timber Valley of the North")
    OtherName.objects.create(organisation=organisation, name="TVN", kind=NameKind.ACRONYM)

    (each,) = findings("TVN, or Timber Valley of the North, was there. A tvn was not.")

    assert each["values"] == ["TVN", "Timber Valley of the North"]
    assert (each["proposal"]["pk"], each["proposal"]["do"]) == (organisation.pk, "link")


@pytest.mark.django_db
def test_what_is_somebodys_own_organisation_or_not_public_is_not_asked_again():
    make_organisation(name="CLUSTERO")
    make_organisation(name="Silver Forest Cluster", is_published=False)

    assert findings("CLUSTERO and the Silver Forest Cluster were there.") == []


@pytest.mark.django_db
def test_a_yes_links_the_words_where_they_stand_and_a_no_links_nothing():
    liked, passed_over = make_organisation(name="Timber Valley"), make_organisation(name="Metwoo")
    summary = make_draft(told("Timber Valley and Metwoo came."))
    named = {each.proposal["pk"]: each for each in summary.findings.filter(code__endswith="-named")}
    answer_finding(summary, named[liked.pk], "accepted", by=None)
    answer_finding(summary, named[passed_over.pk], "dismissed", by=None)
    answer_everything(summary)

    publish_summary(fresh(summary), by=None)

    mention = liked.mentions.get()
    assert (mention.place, mention.words) == ("sections.1.text", "Timber Valley")
    assert not Mention.objects.filter(organisation=passed_over).exists()


@pytest.mark.django_db
def test_one_that_was_answered_is_not_asked_again():
    make_organisation(name="Timber Valley")
    summary = make_draft(told("Timber Valley came."))
    answer_everything(summary)

    assert check_again(summary, by=None) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_comparison_needs_three_queries_for_any_number(count, django_assert_num_queries):
    names = [f"Timber Valley {'abc'[number]}gra" for number in range(count)]
    for name in names:
        make_organisation(name=name)
    record = read_summary(told(f"{' and '.join(names)} came.").encode())

    with django_assert_num_queries(3):  # Names, other names, the organisations found.
        named = compare_texts(record)

    assert len(named) == count
