import pytest

from clusterhub.directory.sameness import Named, sameness
from clusterhub.directory.sites import is_same_site, site_of
from clusterhub.directory.tests.pairs import invented, listed, make_pairs

pytestmark = pytest.mark.pure


def measured(pairs):
    verdicts = [(sameness(pair.a, pair.b).same, pair.same) for pair in pairs]
    found = sum(said and true for said, true in verdicts)
    return (
        found / max(sum(said for said, _true in verdicts), 1),
        found / max(sum(true for _said, true in verdicts), 1),
    )


def halves(organisations):
    organisations = list(organisations)
    return organisations[::2], organisations[1::2]


@pytest.mark.parametrize("half", [0, 1], ids=["looked-at", "held-out"])
def test_precision_and_recall_on_made_pairs(half):
    pairs = make_pairs(halves(invented())[half], seed=7 + half)

    precision, recall = measured(pairs)

    assert precision >= 0.98 and recall >= 0.90, (precision, recall)


@pytest.mark.skipif(not list(listed()), reason="the shared list of clusters is not here")
@pytest.mark.parametrize("half", [0, 1], ids=["looked-at", "held-out"])
def test_precision_and_recall_on_pairs_of_the_listed_clusters(half):
    pairs = make_pairs(halves(listed())[half], seed=11 + half)

    precision, recall = measured(pairs)

    assert precision >= 0.98 and recall >= 0.90, (precision, recall)


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Kunststoff-Cluster", "Plastics Cluster (Linz)", "AT"),
        ("Śląski Klaster Szklany", "Silesian Glass Cluster", "PL"),
        ("Клъстер „Стъкло и керамика“", "Klaster Staklo i keramika", "BG"),
        ("GLAVAL – Clúster del Vidrio de Navarra", "GLAVAL", "ES"),
        ("Clúster Textil de Galicia", "CLUTEXGA", "ES"),
        ("Northern Timber Cluster", "Northen Timber Cluster A/S", "DK"),
        ("SiliconFjord", "Silicon Fjord AS", "NO"),
        ("Möbelcluster Talgau", "M?belcluster Talgau", "AT"),
        ("Holzcluster Talgau", "HOLZCLUSTER TALGAU e.V.", "DE"),
        ("Distretto dell'Energia Umbra", "Umbrian Energy District", "IT"),
    ],
)
def test_one_organisation_in_two_spellings(one, other, country):
    found = sameness(Named(one, country), Named(other, country))

    assert found.same, found
    assert found == sameness(Named(other, country), Named(one, country))


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Wood Cluster Tyrol", "Wood Cluster Styria", "AT"),
        ("Automotive Cluster North", "Automotive Cluster South", "DE"),
        ("Luxembourg Glass Cluster", "Luxembourg Robotics Cluster", "LU"),
        ("Clust-ON Innovate", "Clust-ON Mech", "IT"),
        ("Flux50", "Flux60", "BE"),
        ("IT Cluster (Linz)", "IT Cluster (Graz)", "AT"),
        ("Cluster", "Netzwerk", "DE"),
        ("Glass Valley", "Glasgow Valley", "GB"),
        ("Klaster Meblowy Mazowsza", "Mazovian Chemical Cluster", "PL"),
    ],
)
@pytest.mark.parametrize("site", ["", "https://one-site.example/"])
def test_two_organisations_however_many_words_and_sites_they_share(one, other, country, site):
    found = sameness(Named(one, country, site), Named(other, country, site))

    assert not found.same, found


def test_one_name_in_two_countries_is_two_organisations():
    assert not sameness(Named("IT Cluster", "CZ"), Named("IT Cluster", "RO")).same
    assert sameness(Named("IT Cluster", "EL"), Named("IT Cluster", "GR")).same


def test_a_site_helps_a_translation_but_never_against_a_contradiction():
    name, same_site = "Zluty Klaster Drewna", "https://zluty.example/"

    without = sameness(Named(name, "PL"), Named("Yellow Wood Cluster", "PL"))
    with_site = sameness(
        Named(name, "PL", same_site), Named("Yellow Wood Cluster", "PL", same_site)
    )

    assert without.score < with_site.score


def test_a_slip_more_is_never_a_higher_score():
    name = Named("Maritime Robotics Network Esbjerg", "DK")
    slips = ["Maritime Robotics Network Esbjerg", "Maritime Robotcs Network Esbjerg",
             "Maritme Robotcs Network Esbjerg", "Maritme Robtcs Netwrk Esbjrg"]  # fmt: skip

    scores = [sameness(name, Named(slip, "DK")).score for slip in slips]

    assert scores == sorted(scores, reverse=True) and scores[0] == 1.0


@pytest.mark.parametrize(
    "name", ["", "   ", "!?", "()", "–", "x" * 5000, "\x00", "((((", "ქართული"]
)
def test_any_name_has_a_score(name):
    assert 0 <= sameness(Named(name), Named("Wood Cluster")).score <= 1
    assert 0 <= sameness(Named(name), Named(name)).score <= 1


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://WWW.Example.sk:80/en?x=1", "example.sk"),
        ("example.gr", "example.gr"),
        ("https://en.example.org/", "example.org"),
        ("//user:x@example.org", "example.org"),
        ("https://häuser.example/", "xn--huser-gra.example"),
        ("mailto:jane@example.org", "example.org"),
        ("n/a", ""),
        ("", ""),
        ("http://[::1", ""),
    ],
)
def test_the_host_of_an_address(address, host):
    assert site_of(address) == host


def test_a_shared_free_host_says_nothing_and_a_site_below_is_another():
    assert is_same_site("facebook.com", "facebook.com") is None
    assert is_same_site("wood.platform.example", "glass.platform.example") is False
    assert is_same_site("silvaria.at", "silvaria.com") is True
