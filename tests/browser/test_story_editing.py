"""Two editors in one draft: nothing is lost, nothing is overwritten."""

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.pages import SAMPLE
from tests.browser.test_story_summary import upload


def write_title(page, words):
    """Type a title and leave the field: the draft saves itself."""
    page.locator("#record-form [name=title]").fill(words)
    with page.expect_response("**/draft/"):
        page.keyboard.press("Tab")


def test_two_editors_do_not_overwrite_each_other(page_of, site):
    eva, adam = page_of("Eva"), page_of("Adam")
    content = SAMPLE.read_bytes().replace(b"# EU Industry Days:", b"# Two editors, Industry Days:")
    upload(eva, site, "two-editors.md", content)
    draft = f"{eva.url}edit/"
    eva.goto(draft)
    adam.goto(draft)

    write_title(adam, "Adam's title")
    write_title(eva, "Eva's title")
    eva.get_by_role("link", name="Compare both").click()
    eva.get_by_role("heading", name="Two versions").wait_for()
    words = eva.locator("main").inner_text()
    assert_accessible(eva, TWO_LOOKS)
    adam.reload()
    kept = adam.locator("#record-form [name=title]").input_value()
    eva.get_by_role("button", name="Take the version kept aside").click()
    eva.wait_for_url(draft)

    assert kept == "Adam's title"
    assert "Adam's title" in words
    assert "Eva's title" in words
    assert eva.locator("#record-form [name=title]").input_value() == "Eva's title"


def test_what_was_typed_is_there_after_the_window_was_closed(page_of, site):
    first = page_of("Eva")
    content = SAMPLE.read_bytes().replace(b"# EU Industry Days:", b"# Closed, Industry Days:")
    upload(first, site, "closed.md", content)
    draft = f"{first.url}edit/"
    first.goto(draft)

    write_title(first, "Typed before the window closed")
    first.goto("about:blank")
    second = page_of("Eva")
    second.goto(draft)

    title = second.locator("#record-form [name=title]").input_value()
    assert title == "Typed before the window closed"
