from pathlib import Path

import pytest

from clusterhub.summaries.reading import read_summary
from clusterhub.summaries.reading.people import Person, looks_like_person, split_people

pytestmark = pytest.mark.pure
APPS = Path(__file__).parents[2]
TALKS = APPS / "home" / "sample" / "data" / "talks.txt"
SAMPLES = APPS / "summaries" / "sample"


def everyone():
    """(name, role, organisation) of all who spoke in the talks that were really held."""
    people = set()
    for line in TALKS.read_text("utf-8").splitlines():
        kind, _, printed = line.partition(": ")
        if kind in ("speaker", "panel", "moderator"):
            people.add(tuple(part.strip() or None for part in printed.split("|")))
    return sorted((person for person in people if any(person[1:])), key=str)


@pytest.mark.parametrize("wording", ["{0}, {1}", "{0} ({1})", "{0} – {1}"])
@pytest.mark.parametrize("person", everyone(), ids=lambda person: person[0])
def test_everyone_who_spoke_is_read_as_one_person(person, wording):
    name, role, organisation = person
    line = wording.format(name, ", ".join(part for part in (role, organisation) if part))

    assert split_people(line) == [Person(name, role, organisation)]
    assert looks_like_person(line) or role is None or organisation is None


@pytest.mark.parametrize(
    ("stem", "counts"),
    [("2022-04-13-repowereu", [2, 4]), ("2024-02-21-cluster-policies", [0, 2, 4, 0])],
)
def test_a_sample_of_the_project_has_its_speakers_on_the_agenda_and_in_its_parts(stem, counts):
    record = read_summary((SAMPLES / f"{stem}.md").read_bytes(), f"{stem}.md")

    assert [len(item["speakers"]) for item in record["agenda"]] == counts
    assert [len(section["speakers"]) for section in record["sections"]] == counts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Berg, Head of Skills and Bo Lund, Director, Foo", ["Anna Berg", "Bo Lund"]),
        ("Anna Berg, CEO, Acme and Bo Lund, Director, Wind and Sun", ["Anna Berg", "Bo Lund"]),
        ("Anna Berg, Acme and Bo Lund, Foo", ["Anna Berg", "Bo Lund"]),
        ("Anna Berg (CEO, Acme) and Bo Lund", ["Anna Berg", "Bo Lund"]),
        ("Anna Berg, Officer for Wind and Solar Power, Acme", ["Anna Berg"]),
        ("Anna Berg, Director Research and Vice President, Acme", ["Anna Berg"]),
        ("Anna Berg, Head of Jobs and Social Affairs, Director, Acme", ["Anna Berg"]),
        ("Anna Berg, CEO, Research and Development Centre", ["Anna Berg"]),
        ("Anna Berg & Bo Lund", ["Anna Berg", "Bo Lund"]),
    ],
)
def test_an_and_parts_people_only_where_a_person_follows(text, names):
    assert [person.name for person in split_people(text)] == names
