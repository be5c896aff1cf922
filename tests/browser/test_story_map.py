"""The map of organisations: with a script, without one, and without a mouse."""

MAP = "/organisations/map/"


def test_the_map_asks_nobody_but_us(page, site):
    # The fixture of the page fails when any other host is asked or the security policy is broken.
    page.goto(site.url + MAP)

    with page.expect_response("**/organisations/map.json?*") as answer:
        page.get_by_role("button", name="Zoom in").click()

    assert answer.value.ok
    assert page.locator(".leaflet-container canvas").count() == 1
    assert page.locator(".drawing").is_hidden()


def test_the_map_is_used_by_keyboard_alone(page, site):
    page.goto(site.url + MAP)
    first = page.locator("#areas tbody tr").first
    name, number = first.locator("th").inner_text(), first.locator("td").first.inner_text()
    number = number.split()[0]
    _drawn(page)

    first.locator("th a").focus()
    page.keyboard.press("Tab")
    shown = page.locator(".leaflet-tooltip").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/organisations/?*country=*")

    assert shown == f"{name}: {number}"
    assert page.locator(".list__count").inner_text().split()[0] == number


def test_without_script_the_drawing_stays(page_without_script, site):
    page_without_script.goto(site.url + MAP)

    assert page_without_script.locator(".drawing").is_visible()
    assert page_without_script.locator(".leaflet-container").count() == 0


def test_a_part_of_the_map_is_searched_by_keyboard_and_the_back_button_takes_it_off(page, site):
    page.goto(site.url + MAP)
    _drawn(page)
    before = _number(page)

    page.get_by_role("button", name="Canary Islands").press("Enter")
    page.get_by_role("button", name="Search in this part of the map").press("Enter")
    page.wait_for_url("**/organisations/map/?box=*")
    _drawn(page)
    narrowed = _number(page)
    page.go_back()
    _drawn(page)

    assert narrowed < before
    assert _number(page) == before
    assert "box=" not in page.url


def test_the_list_shows_the_part_that_the_map_shows(page, site):
    page.goto(site.url + MAP)
    page.get_by_role("button", name="Search in this part of the map").click()
    page.wait_for_url("**/organisations/map/?box=*")
    number = _number(page)

    page.locator(".list__sort").get_by_role("link", name="List", exact=True).click()
    page.wait_for_url("**/organisations/?box=*")

    assert _number(page) == number


def _drawn(page):
    # Not wait_for_function: it evaluates in the page, which the security policy forbids.
    page.locator(".leaflet-container canvas").first.wait_for(state="attached")


def _number(page):
    return int(page.locator(".list__count").inner_text().split()[0].replace(",", ""))
