"""Vera brings a list of organisations, decides on a likely twin, and reads what came of it."""

import pytest

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.test_story_members import TWIN, look_until, press

HEAD = "Name;Land;Ort;Website;Type\n"
FAULTY = ";Sweden;Luleå;;\n"


@pytest.mark.slow
@pytest.mark.parametrize("has_script", [True, False])
def test_a_list_of_organisations_is_looked_at_and_taken_over(page_of, site, has_script):
    name = "Kalix Sawworks (sample)" if has_script else "Boden Glulam (sample)"
    vera = page_of("Vera", java_script_enabled=has_script)
    vera.goto(f"{site.url}/validation/")
    vera.get_by_role("link", name="Bring a list of organisations").click()
    file = {"name": "list.csv", "mimeType": "text/csv"}
    file["buffer"] = f"{HEAD}{name};Sweden;Kalix;;SME\n{TWIN}{FAULTY}".encode()
    vera.get_by_label("The list", exact=True).set_input_files(file)
    press(vera, "Read it")

    look_until(vera, "#decisions select", has_script)  # Earlier, rows are still being read.
    vera.get_by_text("The row has no name.").wait_for()
    if has_script:
        assert_accessible(vera, TWO_LOOKS)
    vera.get_by_label("Row 3").select_option(label="Leave out")
    press(vera, "Take over")

    look_until(vera, "#outcomes", has_script)
    vera.get_by_text("Added to the directory: 1").wait_for()
    assert vera.get_by_role("link", name=name).count() == 1
