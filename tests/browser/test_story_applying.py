"""Anna writes an application, the network goes and comes back, a partner confirms, she hands it in."""

import re

import pytest

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.pages_of_applications import OWN
from tests.browser.site import mail_to
from tests.browser.wire import Wire

ANSWER = (
    "select a.value from applications_answer a join applications_question q on q.key = a.key"
    " where q.label = 'What will be different afterwards?' and a.application_id ="
    " (select id from applications_application where title like 'A gripper%')"
)


@pytest.fixture
def wire(site):
    wire = Wire(site)
    yield wire
    wire.close()


def test_anna_writes_through_a_lost_network_asks_a_partner_and_hands_in(page_of, site, wire):
    anna, nobody = page_of("Anna"), page_of("nobody")
    address = f"{site.url}/applications/{site.value(OWN)}/"
    anna.goto(wire.through(address))
    anna.get_by_role("link", name="The project").click()
    field = anna.get_by_label("What will be different afterwards?")
    said = anna.locator(".apply-answer", has=field).locator("[data-said]")

    field.fill("Nobody lifts.")
    said.get_by_text(re.compile("Saved \\d")).wait_for()
    assert site.becomes(ANSWER, '"Nobody lifts."')

    wire.cut(anna)
    field.press("End")
    field.press_sequentially(" Nothing is thrown away.")
    said.get_by_text("Not saved yet").wait_for()
    assert site.value(ANSWER) == '"Nobody lifts."'
    wire.mend(anna)
    said.get_by_text(re.compile("Saved \\d")).wait_for()
    assert site.becomes(ANSWER, '"Nobody lifts. Nothing is thrown away."')

    anna.get_by_label("Months that you need").fill("8")
    anna.get_by_role("button", name="Save and go on").click()
    anna.get_by_role("link", name="Name and ask partners").click()
    _ask_a_partner(anna, nobody, site)
    _invite(anna, nobody, site)

    anna.goto(address)
    anna.get_by_role("link", name="Declarations").click()
    for box in anna.get_by_role("checkbox").all():
        box.check()
    anna.get_by_role("button", name="Save and see the overview").click()
    anna.get_by_role("link", name="Check and hand in").click()
    anna.get_by_role("button", name="Hand in").click()
    anna.get_by_role("heading", name="Receipt 1").wait_for()
    assert_accessible(anna, TWO_LOOKS)


def _ask_a_partner(anna, nobody, site):
    anna.get_by_label("Its name, if it is not in the directory").fill("Bread Robots")
    anna.get_by_label("What it does in the project").fill("Lends the gripper.")
    anna.get_by_label("Her or his e-mail address").fill("ida@bread-robots.example")
    anna.get_by_role("button", name="Add and ask").click()
    anna.get_by_text("asked: ida@bread-robots.example").wait_for()
    nobody.goto(_link(site, "ida@bread-robots.example"))
    assert_accessible(nobody, TWO_LOOKS)
    nobody.get_by_label("Your name").fill("Ida")
    nobody.get_by_role("button", name="Yes, we take part").click()
    nobody.get_by_text("Confirmed by Ida").wait_for()


def _invite(anna, nobody, site):
    anna.goto(f"{site.url}/applications/{site.value(OWN)}/team/")
    anna.get_by_label("E-mail address").fill("new.writer@timber.example")
    anna.get_by_role("button", name="Send invitation").click()
    anna.get_by_text("invited, has not come yet").wait_for()
    nobody.goto(_link(site, "new.writer@timber.example"))
    assert_accessible(nobody, TWO_LOOKS)
    nobody.get_by_role("link", name="Sign in to join").wait_for()


def _link(site, to):
    return mail_to(site, to, "/application-")
