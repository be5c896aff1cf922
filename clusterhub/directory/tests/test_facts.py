import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterhub.directory.facts import CODE_LISTS, KEYS, FactsRefused, clean_facts, is_asked
from clusterhub.directory.kinds import OrganisationKind

KINDS = st.sampled_from(list(OrganisationKind))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def refused(kind, facts):
    with pytest.raises(FactsRefused) as refusal:
        clean_facts(kind, facts)
    return [key for key, _words in refusal.value.problems]


def test_what_fits_is_kept_once_and_clean():
    facts = {
        "activities": ["2.1:25.53", "2.1:25.53"],
        "technologies": ["advanced-materials"],
        "languages": ["en", "mt"],
        "serves": ["AT", "AT31"],
        "services": "  Testing\r\nand \u202ecoaching\x00 ",
        "facilities": {"incubators": 2, "fab_labs": 0},
        "links": [{"title": "News", "url": "https://news.example/", "kind": "newsletter"}],
        "strategy": "",
    }

    assert clean_facts("cluster_organisation", facts) == {
        "activities": ["2.1:25.53"],
        "technologies": ["advanced-materials"],
        "languages": ["en", "mt"],
        "serves": ["AT", "AT31"],
        "services": "Testing\nand coaching",
        "facilities": {"incubators": 2},
        "links": [{"title": "News", "url": "https://news.example/", "kind": "newsletter"}],
    }


@pytest.mark.parametrize("key", CODE_LISTS)
def test_a_code_that_no_vocabulary_has_is_refused(key):
    kind = next(each for each in OrganisationKind if is_asked(each, key))

    assert refused(kind, {key: ["no-such-code"]}) == [key]


def test_every_problem_is_named_at_once():
    facts = {
        "technologies": "advanced-materials",
        "links": [{"title": "x", "url": "javascript:alert(1)"}],
        "facilities": {"incubators": -1},
        "specialisation": "x" * 301,
        "colour": "red",
    }

    assert refused("cluster_organisation", facts) == list(facts)


def test_a_kind_is_refused_what_it_is_not_asked():
    assert refused("sme", {"strategy": "Grow."}) == ["strategy"]


@given(KINDS, st.dictionaries(st.sampled_from(KEYS) | st.text(), JSON, max_size=4))
def test_whatever_comes_is_refused_or_kept_so_that_keeping_it_again_changes_nothing(kind, facts):
    try:
        kept = clean_facts(kind, facts)
    except FactsRefused:
        return

    assert clean_facts(kind, kept) == kept
    assert all(is_asked(kind, key) for key in kept)
