"""Eva brings a programme as a file, looks at what it would do, and takes it over."""

import pytest

from tests.browser.accessibility import TWO_LOOKS, assert_accessible

FIRST = "ID;Title;Start;End;Room;Speakers\n1;Saws;{day} 10:00;{day} 11:00;Attic;Alma Berg\n"
SECOND = FIRST.replace("Saws", "Sharper saws") + "2;Glue;{day} 25:00;;Attic;\n"


def bring(page, site, slug, text):
    page.goto(f"{site.url}/events/{slug}/edit/import/")
    file = {"name": "programme.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("File", exact=True).set_input_files(file)
    press(page, "Read the file")


def press(page, words):
    page.locator("main").get_by_role("button", name=words, exact=True).first.click()


@pytest.mark.slow
@pytest.mark.parametrize("has_script", [True, False])
def test_a_programme_is_looked_at_and_taken_over(page_of, site, has_script):
    eva = page_of("Eva", java_script_enabled=has_script)
    eva.goto(f"{site.url}/events/new/")
    eva.get_by_label("Title", exact=True).fill(f"Mill day {has_script}")
    eva.get_by_label("Day", exact=True).fill("2031-03-05")
    eva.get_by_label("Starts", exact=True).fill("09:00")
    eva.get_by_label("Ends", exact=True).fill("17:00")
    eva.get_by_label("On site", exact=True).check()
    press(eva, "Save the draft")
    slug = eva.url.partition("/events/")[2].split("/")[0]

    bring(eva, site, slug, FIRST.format(day="2031-03-05"))
    press(eva, "Take it over")
    bring(eva, site, slug, SECOND.format(day="2031-03-05"))
    if has_script:
        assert_accessible(eva, TWO_LOOKS)
    eva.wait_for_load_state()  # The table of a file comes after its head.
    words = eva.locator("main").inner_text()
    press(eva, "Take it over")
    eva.goto(f"{site.url}/events/{slug}/")

    assert "“25:00” is not an hour of any day." in words
    assert "Saws Sharper saws" in " ".join(words.split())
    assert "Sharper saws" in eva.locator("main").inner_text()
