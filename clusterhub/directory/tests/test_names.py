import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterhub.directory.names import (
    distance,
    name_key,
    person_key,
    person_similarity,
    similarity,
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Kunststoff-Cluster GmbH", "kunststoff cluster"),
        ("KUNSTSTOFF CLUSTER  GMBH & Co. KG", "kunststoff cluster"),
        ("Moravský lesnický klastr, z.s.", "moravsky lesnicky klastr"),
        ("Klaster Drzewny Sp. z o.o.", "klaster drzewny"),
        ("Košický IT klaster s. r. o.", "kosicky it klaster"),
        ("Wood Cluster A/S", "wood cluster"),
        ("Polo Tecnologico S.c.a r.l.", "polo tecnologico"),
        ("Luxinnovation G.I.E.", "luxinnovation"),
        ("Associação Nacional da Indústria", "nacional da industria"),
        ("UAB Laser Hub", "laser hub"),
        ("Æbler og Øl", "aebler og ol"),
        ("Straße", "strasse"),
        ("Клъстер Здраве ООД", "klaster zdrave"),
        ("Πληροφορική ΑΕ", "plirophoriki"),
        ("Stichting", "stichting"),
        ("GmbH", "gmbh"),
        ("\u202eexe.gpj\u200b", "exe gpj"),
        ("", ""),
        ("—!?", ""),
    ],
)
def test_a_key_forgives_case_accents_scripts_and_legal_forms(name, key):
    assert name_key(name).replace("ph", "f") == key.replace("ph", "f")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MetalIndustry4", "MetaIndustry4"),
        ("Automobil-Cluster Oberösterreich", "Automobilcluster Oberoesterreich GmbH"),
        ("Biopark Sofia", "Sofia Biopark ООД"),
        ("Plastics Valley", "PlasticsValley"),
        ("Клъстер Здраве", "Klaster Zdrave"),
        ("Pôle Véhicule du Futur", "Pole Vehicule du Futur"),
        ("Klaszter Ipari Kft.", "Ipari Klaszter"),
        ("Asociación Clúster Alimentario de Galicia", "Cluster Alimentario Galicia"),
        ("Lombardia Aerospace", "Lombradia Aerospace"),
    ],
)
def test_the_same_body_in_another_spelling_is_near(one, other):
    assert similarity(one, other) >= 0.85
    assert similarity(one, other) == similarity(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DG GROW", "DG EMPL"),
        ("Horizon 4", "Horizon 5"),
        ("Green Cluster Austria", "Blue Cluster Austria"),
        ("European Cluster Alliance", "European Cluster Collaboration Platform"),
        ("Wood Cluster Slovenia", "Steel Cluster Slovenia"),
        ("", "Anything"),
    ],
)
def test_names_that_share_common_words_are_not_near(one, other):
    assert similarity(one, other) < 0.8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jose Ramón Natal", "José Ramón Natal"),
        ("Natal, Dr José Ramón", "José Ramón Natal"),
        ("José R. Natal", "José Ramón Natal"),
        ("José Natal", "José Ramón Natal"),
        ("Anna Mueller", "Prof. Anna Müller"),
        ("Łukasz Żak", "Lukasz Zak"),
        ("Jan van der Berg", "Jan Berg"),
    ],
)
def test_the_same_person_in_another_spelling_is_near(one, other):
    assert person_similarity(one, other) >= 0.8
    assert person_similarity(one, other) == person_similarity(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ana Kovač", "Ivan Kovač"), ("Natal", "José Natal"), ("Maria Rossi", "Mario Bianchi")],
)
def test_relatives_and_bare_family_names_are_not_near(one, other):
    assert person_similarity(one, other) <= 0.75


def test_swapped_neighbours_are_one_slip():
    assert distance("lombardia", "lombradia") == 1


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_a_likeness_between_0_and_1(one, other):
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, one) == 1
    assert 0 <= person_similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)
    assert name_key(name_key(one)) is not None
    assert len(person_key(one)) <= 200
