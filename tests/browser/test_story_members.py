"""Anna brings a list of members, decides on a likely twin, and readers see who says so."""

import pytest

from tests.browser.accessibility import TWO_LOOKS, assert_accessible

CLUSTER = "northern-timber-cluster-sample"
HEAD = "Name;Land;Ort;Website;Type\n"
TWIN = "Göta Kaj Brickz (sample);Sweden;Umeå;;SME\n"
FAULTY = ";Sweden;Luleå;;\n"


def press(page, words):
    page.locator("main").get_by_role("button", name=words, exact=True).first.click()


def bring(page, site, text):
    page.goto(f"{site.url}/organisations/{CLUSTER}/members/import/")
    file = {"name": "members.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("The list", exact=True).set_input_files(file)
    press(page, "Read it")


def look_until(page, seen, has_script):
    """With a script the page looks again by itself."""
    for _ in range(60):
        if page.locator(seen).count():
            return
        if has_script:
            page.wait_for_timeout(500)
        else:
            page.wait_for_timeout(500)
            page.goto(page.url)
    page.locator(seen).first.wait_for()


@pytest.mark.slow
@pytest.mark.parametrize("has_script", [True, False])
def test_a_list_of_members_is_looked_at_and_taken_over(page_of, site, has_script):
    name = "Luleå Carpentry (sample)" if has_script else "Piteå Beamworks (sample)"
    host = "carpentry" if has_script else "beamworks"
    anna = page_of("Anna", java_script_enabled=has_script)
    visitor = page_of("nobody", java_script_enabled=has_script)

    bring(anna, site, f"{HEAD}{name};Sweden;Luleå;https://{host}.example;SME\n{TWIN}{FAULTY}")
    look_until(anna, "#decisions select", has_script)  # Earlier, rows are still being read.
    verdicts = anna.locator("#decisions .badge").all_inner_texts()
    if has_script:
        assert_accessible(anna, TWO_LOOKS)
    anna.get_by_label("Row 3").select_option(label="Leave out")
    press(anna, "Take over")
    look_until(anna, ".notice[data-state=good]", has_script)

    assert [words.strip() for words in verdicts] == ["New", "Perhaps already there", "Faulty"]
    visitor.goto(f"{site.url}/organisations/{CLUSTER}/members/?q={host[:4]}")
    row = visitor.locator("#results .row", has_text=name)
    assert "Named by the cluster only" in row.inner_text()
    row.get_by_role("link", name=name).click()
    words = visitor.locator("main").inner_text()
    assert "named by the cluster, not confirmed by this organisation" in words


def test_names_are_offered_while_somebody_types(same_page_of, site):
    page = same_page_of("Anna")
    page.goto(f"{site.url}/organisations/{CLUSTER}/members/edit/")

    page.get_by_label("Name", exact=True).press_sequentially("alpine timber")
    page.locator("#organisation-names option").first.wait_for(state="attached")

    offered = page.locator("#organisation-names option").evaluate_all(
        "all => all.map(o => o.value)"
    )
    assert "Alpine Timber Alliance (sample)" in offered
