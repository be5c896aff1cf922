"""Eva drops a second document for a talk that has a summary, and takes it as a correction."""

import re

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.site import ROOT

SKILLS = ROOT / "clusterhub/summaries/sample/2023-06-14-european-year-of-skills.md"
DESK = "/desk/summaries/"
LATER = "Talent for the twin transition, looked at again"


def test_eva_takes_a_second_document_as_a_correction(page_of, site):
    page = page_of("Eva")
    text = SKILLS.read_text().replace("Talent for the twin transition", LATER)
    page.goto(site.url + DESK)
    page.locator("input[type=file]").set_input_files(
        {"name": "skills-again.md", "mimeType": "text/markdown", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url(re.compile(rf"{DESK}\d+/$"))

    page.get_by_role("link", name="Compare both, and take this as its correction").click()
    page.get_by_role("heading", name="This talk has a summary already").wait_for()
    assert LATER in page.locator("main").inner_text()
    assert_accessible(page, TWO_LOOKS)
    page.get_by_role("button", name="Take it as a correction").click()
    page.wait_for_url(re.compile(rf"{DESK}\d+/$"))
    page.get_by_role("link", name="Earlier versions").click()
    assert_accessible(page, TWO_LOOKS)
    page.locator("main .row__title a").first.click()
    page.get_by_role("heading", level=1).wait_for()
    earlier = page.locator("main").inner_text()
    assert_accessible(page, TWO_LOOKS)

    reader = page_of("nobody")
    reader.goto(f"{site.url}/summaries/")

    assert earlier.startswith("An earlier version")
    assert LATER not in reader.locator("main").inner_text()
