"""An address that was asked for before leads to the same view with the same words of its own."""

import pytest
from django.urls import Resolver404, get_resolver, resolve

from clusterhub.web.known_addresses import LONGEST, remember_addresses

pytestmark = pytest.mark.pure


@pytest.fixture
def remembering(monkeypatch):
    resolver = get_resolver()
    monkeypatch.setitem(vars(resolver), "resolve", resolver.resolve)  # Put back afterwards.
    remember_addresses()


@pytest.mark.parametrize("slug", ["a-talk", "a" * LONGEST])
def test_each_address_leads_where_it_led(remembering, slug):
    first, again = (resolve(f"/events/{slug}/") for _ in range(2))
    other = resolve("/events/another/")

    assert (first.view_name, first.kwargs) == (again.view_name, again.kwargs)
    assert (again.view_name, again.kwargs) == ("events:event", {"slug": slug})
    assert (again is first, other.kwargs) == (len(slug) < LONGEST, {"slug": "another"})


def test_what_leads_nowhere_leads_nowhere_again(remembering):
    for _ in range(2):
        with pytest.raises(Resolver404):
            resolve("/no such page")
