"""Earlier versions of a board's texts: kept, compared, brought back."""

import pytest

from clusterhub.labs.models import LabPerson, SectionVersion
from clusterhub.labs.operations import board
from clusterhub.labs.operations.board import add_section, restore_section, save_section
from clusterhub.labs.operations.refusals import Gone, NotAllowed, SectionChanged
from clusterhub.labs.tests.makers import by_link, link_to, make_board
from clusterhub.labs.text_changes import pieces_of
from tests.hostile import ATTACK

pytestmark = pytest.mark.django_db


def make_text(*texts):
    """A text of Ines's board that was changed, each time by the other of the two."""
    group, people = make_board(members=2)
    section = add_section(group, title="Aim", text=texts[0], by=people[0])
    for number, text in enumerate(texts[1:], 1):
        by = people[number % 2]
        section = save_section(section, title="Aim", text=text, version=number, by=by)
    return section, people


def test_what_a_text_was_is_read_compared_and_brought_back(client):
    section, (_ines, jonas) = make_text("Passports for beams", "Passports for old beams", "Gone")
    listed = link_to(jonas, f"groups/{section.group_id}/sections/{section.pk}/versions/")

    page = client.get(listed).content.decode()
    compared = client.get(f"{listed}2/").content.decode()
    brought = client.post(f"{listed}1/", {"version": "3"})
    section.refresh_from_db()

    assert [f"{listed}{number}/" in page for number in (1, 2, 3)] == [True, True, False]
    assert "<del>Passports for old beams</del><ins>Gone</ins>" in compared
    assert brought.status_code == 302 and brought["Location"].endswith(f"#section-{section.pk}")
    assert (section.version, section.text) == (4, "Passports for beams")
    assert [row.text for row in section.versions.all()] == [
        "Gone",
        "Passports for old beams",
        "Passports for beams",
    ]


def test_who_brings_one_back_over_what_she_has_not_read_is_told(client):
    section, (ines, jonas) = make_text("One", "Two")
    address = link_to(jonas, f"groups/{section.group_id}/sections/{section.pk}/versions/1/")
    save_section(section, title="Aim", text="Three", version=2, by=ines)

    answer = client.post(address, {"version": "2"}, follow=True)

    section.refresh_from_db()
    assert section.text == "Three"
    assert "Somebody changed this text meanwhile." in answer.content.decode()
    with pytest.raises(SectionChanged):
        restore_section(section, number=1, version=2, by=jonas)


def test_saved_without_a_change_is_no_version():
    section, (ines, _jonas) = make_text("One")

    same = save_section(section, title="Aim", text="One", version=1, by=ines)

    assert (same.version, SectionVersion.objects.count()) == (1, 0)


def test_the_last_hundred_are_kept(monkeypatch):
    monkeypatch.setattr(board, "MOST_VERSIONS", 3)

    section, _people = make_text(*"abcdefg")

    assert [row.number for row in section.versions.all()] == [6, 5, 4]


def test_others_neither_read_nor_bring_back_earlier_versions(client):
    section, (ines, _jonas) = make_text("One", "Two")
    stranger = by_link(section.group.lab)
    listed = link_to(stranger, f"groups/{section.group_id}/sections/{section.pk}/versions/")

    codes = [
        client.get(listed).status_code,
        client.get(f"{listed}1/").status_code,
        client.post(f"{listed}1/", {"version": "2"}).status_code,
    ]

    assert codes == [404] * 3
    with pytest.raises(NotAllowed):
        restore_section(section, number=1, version=2, by=stranger)
    with pytest.raises(Gone):
        restore_section(section, number=7, version=2, by=ines)


def test_what_was_written_long_ago_by_somebody_forgotten_stays_without_a_name(client):
    section, (ines, jonas) = make_text("One", "Two")
    address = link_to(jonas, f"groups/{section.group_id}/sections/{section.pk}/versions/")
    LabPerson.objects.filter(registration=ines.registration).delete()

    page = client.get(address)

    assert page.status_code == 200 and "no longer named" in page.content.decode()


def test_a_script_in_a_text_is_shown_as_text(client):
    section, (ines, _jonas) = make_text(ATTACK, "Two")
    address = link_to(ines, f"groups/{section.group_id}/sections/{section.pk}/versions/1/")

    assert ATTACK not in client.get(address).content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_asks_as_often_for_many_versions(client, django_assert_num_queries, count):
    section, (ines, _jonas) = make_text(*"abcdefgh"[: count + 1])
    address = link_to(ines, f"groups/{section.group_id}/sections/{section.pk}/versions/")
    client.get(address)

    with django_assert_num_queries(7):
        client.get(address)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("a b", "a b", [("", "a b")]),
        ("", "new", [("ins", "new")]),
        ("a b c", "a x c", [("", "a "), ("del", "b "), ("ins", "x "), ("", "c")]),
    ],
)
def test_texts_are_compared_word_by_word(before, after, pieces):
    assert pieces_of(before, after) == pieces


def test_very_long_texts_are_compared_line_by_line():
    long = "word " * 5000

    assert pieces_of(f"{long}\none\n", f"{long}\ntwo\n") == [
        ("", f"{long}\n"), ("del", "one\n"), ("ins", "two\n"),
    ]  # fmt: skip
