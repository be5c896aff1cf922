"""Eva sets up a talk in one form and invites Anna; Anna submits an event of hers, and Eva decides."""

from datetime import date, timedelta

import pytest

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.site import ANNA, mail_to

REASONS = "Please say in the description who may come to this day."


def press(page, words):
    page.locator("main").get_by_role("button", name=words, exact=True).first.click()


def type_hours(page):
    page.get_by_label("Day", exact=True).fill(str(date.today() + timedelta(days=40)))
    page.get_by_label("Starts", exact=True).fill("08:30")
    page.get_by_label("Ends", exact=True).fill("09:45")


@pytest.mark.parametrize("has_script", [True, False])
def test_a_talk_is_set_up_in_one_form_and_a_colleague_comes_in(page_of, site, has_script):
    title = f"A talk by pattern {'with' if has_script else 'without'} script"
    eva = page_of("Eva", java_script_enabled=has_script)
    anna = page_of("Anna", java_script_enabled=has_script)

    eva.goto(f"{site.url}/events/new/")
    eva.get_by_role("link", name="Talk", exact=True).click()
    eva.get_by_label("Title").fill(title)
    type_hours(eva)
    press(eva, "Save the draft")
    eva.get_by_role("heading", name=title, exact=True).wait_for()
    assert eva.locator(".row", has_text="Programme").get_by_text("There", exact=True).count() == 1
    desk = eva.url
    eva.get_by_role("link", name="Who works on it").click()
    eva.get_by_label("E-mail address").fill(ANNA)
    press(eva, "Send invitation")
    eva.get_by_role("heading", name="Invited", exact=True).wait_for()

    invited = mail_to(site, ANNA, f"{site.url}/event-invitations/", about=title)
    anna.goto(invited.removeprefix(site.url))
    anna.get_by_role("heading", name=f"Help with {title}").wait_for()
    if has_script:
        assert_accessible(anna, TWO_LOOKS)
    press(anna, "Accept")
    anna.wait_for_url(desk)
    assert anna.get_by_role("link", name="Programme and people").count() == 1
    assert anna.get_by_role("link", name="Who comes").count() == 0


def test_a_submitted_event_is_given_back_and_then_shown(page_of, site):
    anna, eva = page_of("Anna"), page_of("Eva")
    title = "Day of the open sawmill"

    anna.goto(f"{site.url}/submit-event/")
    anna.get_by_label("Title").fill(title)
    type_hours(anna)
    anna.get_by_label("Online", exact=True).check()
    press(anna, "Submit")
    anna.locator(".row", has_text=title).get_by_text("Waits for the event team").wait_for()

    eva.goto(f"{site.url}/events/moderation/")
    eva.get_by_role("link", name=title).click()
    eva.get_by_label("Give it back for a change").check()
    eva.get_by_label("Reasons").fill(REASONS)
    press(eva, "Decide")
    eva.get_by_role("heading", name="Submitted events").wait_for()

    anna.get_by_role("link", name=title, exact=True).click()
    assert REASONS in anna.locator("main").inner_text()
    assert_accessible(anna, TWO_LOOKS)
    press(anna, "Hand it in again")
    anna.get_by_text("The event team looks at it").wait_for()

    eva.reload()
    eva.get_by_role("link", name=title).first.click()
    eva.get_by_label("Show it to everybody").check()
    press(eva, "Decide")
    anna.goto(f"{site.url}/events/?q=sawmill")
    assert anna.locator("#results").get_by_role("link", name=title).count() == 1
