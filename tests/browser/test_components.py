import pytest
from django.urls import reverse

from clusterhub.web.templatetags.web import json_ld
from tests.browser.accessibility import assert_accessible, axe_findings, sideways_scrolling


@pytest.fixture
def components(live_server):
    return live_server.url + reverse("web:components")


def test_every_component_is_accessible(page, components):
    page.goto(components)

    assert_accessible(page)


def test_a_missing_page_is_accessible(page, live_server):
    page.goto(f"{live_server.url}/no/such-page/")

    assert page.title().startswith("Page not found")
    assert_accessible(page)


def test_bad_contrast_and_a_wide_page_are_found(page, components):
    page.goto(components)
    page.evaluate(
        """() => {
            const bad = document.createElement("p");
            bad.textContent = "Hard to read";
            Object.assign(bad.style, { color: "#ccc", background: "#fff", width: "3000px" });
            document.querySelector("#content .page").append(bad);
        }"""
    )

    assert any(words.startswith("color-contrast") for words in axe_findings(page))
    assert sideways_scrolling(page)


def test_the_keyboard_reaches_the_content_first(page, components):
    page.goto(components)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.url.endswith("#content")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_chosen_theme_stays(page, components):
    page.goto(components)
    light = ground(page)

    page.get_by_role("button", name="Dark").click()
    dark = ground(page)
    page.reload()

    assert light == "rgb(251, 250, 247)"
    assert dark == ground(page) == "rgb(18, 21, 28)"


def ground(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_a_chosen_theme_stays_without_script(page_without_script, components):
    page = page_without_script
    page.goto(components)

    page.get_by_role("button", name="Dark").click()

    assert page.url == components
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_readers_zone_reaches_the_server(page, components):
    page.goto(components)

    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}

    assert cookies["time_zone"] == "Europe/Helsinki"


def test_a_question_opens_as_a_dialog_and_escape_closes_it(page, components):
    page.goto(components)

    page.get_by_role("link", name="Withdraw").first.click()
    dialog = page.get_by_role("dialog", name="Withdraw this organisation?")

    assert dialog.is_visible()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_the_same_question_is_reached_without_script(page_without_script, components):
    page = page_without_script
    page.goto(components)

    page.get_by_role("link", name="Withdraw").first.click()

    assert page.get_by_role("button", name="Withdraw organisation").first.is_visible()


def test_linked_data_passes_the_content_security_policy(page, components):
    hostile = {"@context": "https://schema.org", "@type": "Event", "name": "</script><b>"}
    html = json_ld(hostile)

    def with_linked_data(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("</head>", f"{html}</head>"))

    page.route("**/about/components/", with_linked_data)
    response = page.goto(components)

    assert "script-src 'self'" in response.headers["content-security-policy"]
    read = page.evaluate(
        "JSON.parse(document.querySelector('[type=\"application/ld+json\"]').textContent)"
    )
    assert read == hostile
