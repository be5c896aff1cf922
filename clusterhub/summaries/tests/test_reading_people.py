import pytest

from clusterhub.summaries.reading.people import looks_like_person, parse_person, split_people

pytestmark = pytest.mark.pure

UNIT = ("Head of Unit", "DG GROW, European Commission")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mariella Masselink, Head of Unit, DG GROW, European Commission", UNIT),
        ("Mariella Masselink (Head of Unit, DG GROW, European Commission)", UNIT),
        ("Mariella Masselink – Head of Unit, DG GROW, European Commission", UNIT),
        ("Mariella Masselink - Head of Unit - DG GROW, European Commission", UNIT),
        ("Mariella Masselink | Head of Unit, DG GROW, European Commission", UNIT),
        ("Nina Hoppmann, team member of the Platform", ("team member", "Platform")),
        ("Ola Svedin, President of Clusters of Sweden", ("President", "Clusters of Sweden")),
        ("Ola Svedin, President at Clusters of Sweden", ("President", "Clusters of Sweden")),
        ("Ola Svedin, Clusters of Sweden, President", ("President", "Clusters of Sweden")),
        ("Jo Smith, Head of Innovation", ("Head of Innovation", None)),
        ("Jo Smith, Founder, CEO, Acme", ("Founder, CEO", "Acme")),
        ("Jo Smith (CLUSTERO)", (None, "CLUSTERO")),
        ("Jo Smith, representing DG A, Commission", (None, "DG A, Commission")),
        ("Jo Smith", (None, None)),
    ],
)
def test_a_person_is_read_in_every_wording_of_the_series(text, expected):
    person = parse_person(text)

    assert (person.role, person.organisation) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Ludwig van der Beek",
        "Γιώργος Παπαδόπουλος",
        "Олена Шевченко",
        "José Ramón Natal",
        "Ana-Maria O'Neill",
        "Dr. Žofia d'Amico",
    ],
)
def test_names_of_any_language_are_names(name):
    assert parse_person(f"{name}, President, AQUA4").name == name
    assert looks_like_person(f"{name}, President, AQUA4")


@pytest.mark.parametrize(
    "text",
    [
        "Panel debate",
        "Green Transition, Digital Transition and Skills",
        "Funding opportunities, calls and C2Labs",
        "Mariella Masselink, Head of Unit, opened the talk.",
        "The European Commission, Head of all, said so",
    ],
)
def test_titles_and_sentences_are_not_people(text):
    assert not looks_like_person(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Berg and Bo Lund", ["Anna Berg", "Bo Lund"]),
        ("Anna Berg, Bo Lund and Cy Twom", ["Anna Berg", "Bo Lund", "Cy Twom"]),
        ("Anna Berg (CEO, Acme) and Bo Lund (Head, Foo)", ["Anna Berg", "Bo Lund"]),
        ("Anna Berg, CEO, Acme; Bo Lund, Director, Foo", ["Anna Berg", "Bo Lund"]),
        ("Anna Berg, Director, Research and Development", ["Anna Berg"]),
        ("Anna Berg, Acme Tools", ["Anna Berg"]),
    ],
)
def test_several_people_on_one_line_are_told_apart(text, names):
    assert [person.name for person in split_people(text)] == names
