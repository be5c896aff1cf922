import io
import tracemalloc
from random import Random

import pytest

from clusterhub.directory import sheets, sifting
from clusterhub.directory.candidates import CROWDED
from clusterhub.directory.matching import near_organisations
from clusterhub.directory.models import NameBlock, NewBlock, Organisation
from clusterhub.directory.operations import blocks, importing
from clusterhub.directory.operations.importing import import_organisations
from clusterhub.directory.sheets import Sheet
from clusterhub.directory.tests.makers import make_country

pytestmark = pytest.mark.django_db
MEGABYTE = 1_000_000
AT_ONCE = 100  # A fifth of what is looked at together outside of tests.


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(sheets, "AT_FIRST", AT_ONCE)
    monkeypatch.setattr(sheets, "AT_ONCE", 4 * AT_ONCE)
    for module in (sifting, importing):
        monkeypatch.setattr(module, "AT_ONCE", AT_ONCE)


@pytest.fixture(autouse=True)
def austria():
    return make_country("AT", "Austria")


def names(count):
    random = Random("much")
    pieces = [start + end for start in "bdfgklmnprst" for end in ("a", "e", "i", "o", "an", "er")]
    return [" ".join("".join(random.choices(pieces, k=4)) for _ in "12") for _n in range(count)]


def imported(lines, **options):
    sheet = Sheet(io.BytesIO("\n".join(["Name;Land", *lines]).encode()))
    return dict(import_organisations(sheet, **options))


def test_memory_does_not_grow_with_the_file():
    lines, peaks = [f"{name};AT" for name in names(9 * AT_ONCE)], []
    imported(lines, dry_run=True)  # What is kept of names for speed is kept now.

    def remember(counts):
        if counts.total() == AT_ONCE:
            tracemalloc.start()  # From here on the chunks are of one size.
        else:
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.reset_peak()

    try:
        imported(lines, progress=remember)
    finally:
        tracemalloc.stop()

    assert len(peaks) == 2
    # What kept each row, even without what was found out about it, would grow by more.
    assert peaks[1] - peaks[0] < MEGABYTE / 8, peaks


def test_rows_that_are_refused_cost_themselves_wherever_they_stand():
    given = names(2 * AT_ONCE + 200)
    refused = {3, AT_ONCE + 20, AT_ONCE + 21, len(given) - 1}
    rows = [
        f'{{"name": "{name}{chr(92) + "ud800" if at in refused else ""}"}}'
        for at, name in enumerate(given)
    ]
    said = []

    sheet = Sheet(io.BytesIO("\n".join(rows).encode()))
    counts = import_organisations(sheet, takes_twins=True, tell=said.append)

    assert counts["faulty"] == len(refused)
    assert {each.number - 1 for each in said if each.verdict == "faulty"} == refused
    assert [each.number for each in said] == list(range(1, len(given) + 1))
    assert Organisation.objects.count() == len(given) - len(refused)


def test_a_twin_is_found_among_names_of_which_most_are_crowded():
    lines = [f"Solarverein {name.split()[0]};AT" for name in names(AT_ONCE + CROWDED)]

    imported(lines, takes_twins=True)
    said = []
    imported(["Solarverein Quuxquorx;AT", *lines[:3], "Solarverein Quuxqorx;AT"], tell=said.append)

    assert [each.verdict for each in said] == ["new", "same", "same", "same", "twin"]
    assert said[-1].earlier == said[0].number


def test_names_are_found_before_and_after_their_pieces_are_put_away(monkeypatch):
    monkeypatch.setattr(importing, "put_blocks_away", lambda: None)  # As if killed before.
    imported([f"{name};AT" for name in names(30)])
    waiting, name = NewBlock.objects.count(), names(30)[7]

    before = near_organisations(name)[0].record.name
    monkeypatch.setattr(blocks, "AT_ONCE", waiting // 3)
    blocks.put_blocks_away()
    after = near_organisations(name)[0].record.name

    assert waiting > 100
    assert (NewBlock.objects.count(), NameBlock.objects.count()) == (0, waiting)
    assert before == after == name


def test_a_name_that_is_gone_leaves_nothing_behind_among_new_pieces(monkeypatch):
    monkeypatch.setattr(importing, "put_blocks_away", lambda: None)
    imported(["Solarverein Quuxquorx;AT"])
    organisation = Organisation.objects.get()

    organisation.name = "Something Else Entirely"
    organisation.save()

    assert not NewBlock.objects.exists()
    assert not [row for row in near_organisations("Solarverein Quuxquorx") if row.score > 0.9]
