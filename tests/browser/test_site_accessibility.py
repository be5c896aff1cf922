"""Every page of the site, judged by axe in light and dark and at 320 px; only /editing/ is left out."""

import pytest
from django.urls import URLResolver, get_resolver, reverse

from tests.browser.accessibility import EVERY_LOOK, TWO_LOOKS, assert_accessible
from tests.browser.pages import IN_STORIES, NO_PAGES, PAGES

IN_EVERY_LOOK = {
    "home:front",
    "events:event",
    "summaries:summary",
    "summaries:review",
    "funding:calls",
}
APPS = {
    *("home", "web", "events", "summaries", "applications", "directory", "funding", "news"),
    *("accounts", "api", "evaluation", "matchmaking", "labs"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible(same_page_of, site, name):
    who, statement, rest = PAGES[name]
    page = same_page_of(who)

    response = page.goto(site.url + _address(site, name, statement) + rest)

    assert response.status == 200
    assert page.locator("h1").count() == 1
    if name in IN_EVERY_LOOK:
        assert_accessible(page, EVERY_LOOK)
    else:  # By turns, so that neighbours of the same make are measured in both.
        assert_accessible(page, TWO_LOOKS, contrast_in=list(PAGES).index(name) % 2)


def _address(site, name, statement):
    if statement is None:
        return reverse(name)
    found = site.value(statement)
    assert found is not None, f"The sample has nothing for {name}."
    return reverse(name, args=str(found).split("/"))


@pytest.mark.parametrize(
    "rest",
    [
        "/search/",
        "/search/?q=xyzzyplugh",
        "/search/?q=skills&kind=events",
        "/events/?q=xyzzyplugh",
        "/no/such-page/",
        "/events/?page=99",
    ],
)
def test_a_page_without_results_is_accessible(same_page_of, site, rest):
    page = same_page_of("nobody")

    page.goto(site.url + rest)

    assert_accessible(page, TWO_LOOKS)


def test_a_refusal_is_accessible(same_page_of, site):
    page = same_page_of("Anna")

    response = page.goto(site.url + reverse("accounts:people"))

    assert response.status in {403, 404}
    assert_accessible(page, TWO_LOOKS)


@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("events:new", "Save"),
        ("directory:add-organisation", "Add"),
        ("funding:add-call", "Add"),
        ("summaries:upload", "Read it"),
    ],
)
def test_a_refused_form_is_accessible(same_page_of, site, name, button):
    page = same_page_of("Eva")
    page.goto(site.url + reverse(name))
    page.eval_on_selector_all("form", "forms => forms.forEach(form => (form.noValidate = true))")

    page.locator("main").get_by_role("button", name=button).first.click()

    page.locator(".error-summary[role=alert]").wait_for()
    assert_accessible(page, TWO_LOOKS)


def test_every_address_is_judged_or_known_to_be_no_page():
    known = {f"{app}:{name}" for app, names in NO_PAGES.items() for name in names}
    expected = {name for name in PAGES if ":" in name} | IN_STORIES | known

    names = {name for name in _names(get_resolver()) if name.split(":")[0] in APPS}

    assert names == {name for name in expected if ":" in name}


def _names(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern, space)
        elif pattern.name:
            yield prefix + pattern.name
