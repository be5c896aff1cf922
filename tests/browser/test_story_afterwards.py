"""After an event: Anna says what she thought and what is kept about her; Eva has a program told."""

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.pages_of_events import OPEN

TITLE = "Wood that travels (sample)"


def test_anna_answers_three_questions_and_sees_how_to_be_erased(page_of, site):
    page = page_of("Anna")
    page.goto(f"{site.url}/my/events/")
    page.get_by_role("link", name=TITLE).click()
    own = page.url

    page.get_by_role("link", name="Answer them").click()
    assert_accessible(page, TWO_LOOKS)
    page.get_by_role("button", name="Send my answer").click()
    page.locator(".error-summary[role=alert]").wait_for()
    page.get_by_label("4", exact=True).first.check()
    page.get_by_label("What was best?").fill("The coffee.")
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_role("heading", name="Thank you for your answer").wait_for()

    page.goto(own)
    page.get_by_role("link", name="Who else comes").click()
    assert_accessible(page, TWO_LOOKS)
    page.goto(own)
    page.get_by_role("link", name="Have it erased").click()
    assert_accessible(page, TWO_LOOKS)
    page.get_by_role("link", name="Back").click()
    page.get_by_role("heading", name="It is over", exact=True).wait_for()


def test_eva_has_a_program_told_and_ends_it(page_of, site):
    page = page_of("Eva")
    page.goto(f"{site.url}/account/webhooks/?event={site.value(OPEN)}")
    page.get_by_label("Address that is told").fill("https://hooks.example/told")
    page.get_by_role("button", name="Make the webhook").click()
    page.get_by_role("heading", name="How to know that it was us").wait_for()
    assert_accessible(page, TWO_LOOKS)

    page.get_by_role("button", name="End this webhook").click()

    page.get_by_text("None yet.").wait_for()
