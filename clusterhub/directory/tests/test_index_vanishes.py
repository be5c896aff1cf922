"""The index goes away, or is made anew, while a request is being answered."""

import shutil
from pathlib import Path

import pytest

from clusterhub.directory import exporting
from clusterhub.directory.finding import asking
from clusterhub.directory.finding.keeper import Keeper
from clusterhub.directory.finding.reader import POINTER, folder_of_index
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.directory.tests.test_keeper import by_worker

__all__ = ["by_worker"]
pytestmark = [pytest.mark.django_db, pytest.mark.search]
PAGES = [
    "/organisations/?sort=name",
    "/organisations/?q=alpha&country=AT&facets=more",
    "/organisations.json?q=alpha",
    "/organisations/map/?country=AT",
    "/organisations/map/?q=alpha&kind=sme",
    "/organisations/map.json?zoom=4",
    "/organisations/map.json?zoom=9&q=alpha",
    "/organisations/suggest/?q=al",
    "/regions/",
    "/countries/AT/",
    "/ecosystems/",
    "/technologies/",
    "/search/?q=alpha",
    "/api/v1/organisations?q=alpha",
]
SAYS_SO = ("/organisations/?", "/organisations/map/")


@pytest.fixture
def index(by_worker):
    make_organisation(name="Alpha", kind="sme", country=make_country())
    with Keeper() as keeper:
        keeper.follow()
    asking.forget_counts()
    return by_worker.SEARCH_DIR


class Vanishing:
    """Takes the index away just before it is looked at for the nth time."""

    def __init__(self, taken, at):
        self.taken, self.left, self.read = taken, at, Path.read_text

    def __call__(self, path, *arguments, **options):
        if path.name == POINTER:
            if self.left == 0:
                shutil.rmtree(self.taken)
            self.left -= 1
        return self.read(path, *arguments, **options)

    def as_method(self):
        return lambda path, *arguments, **options: self(path, *arguments, **options)


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_answered_whenever_the_index_vanishes(client, index, page, whole, monkeypatch):
    kept = index.with_name(f"{index.name}-kept")
    shutil.copytree(index, kept)

    for at in range(20):
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(kept, index)
        asking.forget_counts()
        vanishing = Vanishing(index if whole else folder_of_index(), at)
        with monkeypatch.context() as patched:
            patched.setattr(Path, "read_text", vanishing.as_method())
            answer = client.get(page)
        assert answer.status_code == 200, at
        if vanishing.left >= 0:
            return
        if page.startswith(SAYS_SO):
            assert "The search is being prepared" in answer.content.decode(), at
    raise AssertionError("It was looked at more often than was tried.")


def test_a_file_breaks_off_when_nobody_knows_any_more_what_was_chosen(by_worker, monkeypatch):
    for number in range(3):
        make_organisation(name=f"Timber {number}", facts={"languages": ["sl"]})
    make_organisation(name="Copper")
    with Keeper() as keeper:
        keeper.follow()
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    rows = exporting.listed_rows(Wanted(language=("sl",)))
    first = next(rows)

    shutil.rmtree(by_worker.SEARCH_DIR)

    with pytest.raises(asking.IndexUnavailable):
        list(rows)
    assert first.name == "Timber 0"
