"""A visitor looks around: from the front page to the calendar, through lists, search and themes."""

import re

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

COMING = "/events/"


def test_a_visitor_finds_the_next_talk_and_takes_it_into_the_calendar(page, site):
    page.goto(site.url)
    title = page.locator("#next-talk").inner_text()
    page.get_by_role("link", name="See the programme").click()
    page.wait_for_url("**/events/*/")

    with page.expect_download() as download:
        page.get_by_role("link", name="Add to my calendar").click()
    calendar = Calendar.from_ical(download.value.path().read_bytes())

    assert page.get_by_role("heading", level=1).inner_text() == title
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == [title]


def test_a_filter_stays_in_the_address_and_the_back_button_takes_it_off(page, site):
    page.goto(site.url + COMING)
    everything = page.locator("#results .row__title").all_inner_texts()

    page.get_by_label("Topic").select_option(index=1)
    page.wait_for_url(re.compile(r"topic="))
    expect(page.locator("#results .row__title")).not_to_have_count(len(everything))
    chosen = page.locator("#results .row__title").all_inner_texts()
    page.go_back()
    expect(page.locator("#results .row__title")).to_have_count(len(everything))

    assert 0 < len(chosen) < len(everything)
    assert page.locator("#results .row__title").all_inner_texts() == everything
    assert page.get_by_label("Topic").input_value() == ""


def test_filters_work_without_script(page_without_script, site):
    page = page_without_script
    page.goto(site.url + COMING)
    everything = page.locator("#results .row__title").count()
    if not page.get_by_label("Topic").is_visible():
        page.get_by_text("Filter the list", exact=True).click()

    page.get_by_label("Topic").select_option(index=1)
    page.get_by_role("button", name="Show these").click()

    assert "topic=" in page.url
    assert 0 < page.locator("#results .row__title").count() < everything


def test_search_suggests_while_typing_and_the_arrows_reach_what_it_found(page, site):
    page.goto(site.url)
    box = page.get_by_role("search").get_by_role("searchbox")

    box.press_sequentially("skil", delay=20)
    suggestions = page.locator(".search-suggestions a")
    suggestions.first.wait_for()
    wanted = suggestions.first.get_attribute("href")
    box.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(site.url + wanted)

    assert "skill" in page.get_by_role("heading", level=1).inner_text().lower()


def test_escape_closes_the_suggestions_and_enter_searches_everywhere(page, site):
    page.goto(site.url)
    box = page.get_by_role("search").get_by_role("searchbox")
    box.press_sequentially("skil", delay=20)
    page.locator(".search-suggestions a").first.wait_for()

    box.press("Escape")
    left = page.locator(".search-suggestions a").count()
    box.fill("skills")
    box.press("Enter")
    page.wait_for_url("**/search/?q=skills")

    assert left == 0
    assert page.locator("main .row__title").count() > 1


@pytest.mark.parametrize("words", ["skills", "SKILLS", "skill"])
def test_search_works_without_script(page_without_script, site, words):
    page = page_without_script
    page.goto(site.url)

    page.get_by_role("search").get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/search/?q={words}")
    assert "European Year of Skills" in page.locator("main").inner_text()


def test_a_chosen_theme_goes_along_from_page_to_page(page, site):
    page.goto(site.url)
    light = _ground(page)

    page.get_by_role("button", name="Dark").click()
    page.goto(f"{site.url}/calls/")
    dark = _ground(page)
    page.get_by_role("button", name="Automatic").click()

    assert dark != light
    assert _ground(page) == light


def test_a_chosen_theme_goes_along_without_script(page_without_script, site):
    page = page_without_script
    page.goto(f"{site.url}/calls/")

    page.get_by_role("button", name="Dark").click()
    page.goto(site.url)

    assert page.locator("html").get_attribute("data-theme") == "dark"


def _ground(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_the_first_press_of_tab_offers_the_way_past_the_menu(page, site):
    page.goto(f"{site.url}/organisations/")

    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    words, is_shown = skip.inner_text(), skip.is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert (words, is_shown) == ("Skip to the content", True)
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_phone_reaches_every_part_from_the_menu(page, site):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(site.url)

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Organisations").click()
    page.wait_for_url("**/organisations/")

    assert page.get_by_role("heading", level=1).inner_text() == "Organisations"


def test_the_site_answers_without_script_from_list_to_page(page_without_script, site):
    page = page_without_script
    seen = []
    for path in ("/events/", "/summaries/", "/organisations/", "/people/", "/calls/", "/news/"):
        page.goto(site.url + path)
        page.locator("#results .row__title a, #results h2 a, #results h3 a").first.click()
        seen.append(page.url.startswith(f"{site.url}{path}") and page.url != f"{site.url}{path}")

    assert seen == [True] * 6
