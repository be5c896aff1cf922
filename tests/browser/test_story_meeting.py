"""Nora is invited to meet people, says what she looks for, sees why ten people fit, and asks one; the
other one says yes from her mail. Anna answers two who wait for her."""

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.pages_of_the_day import MEET
from tests.browser.site import ANNA, mail_to

NORA = "nora.nova@demo.clusterhub.example"
STATE = "select state from matchmaking_meetingrequest where note = 'Beams with knots, in March.'"
BEATRIX = (
    "select r.email from events_registration r join matchmaking_participant p"
    " on p.registration_id = r.id where r.name = 'Beatrix Primer'"
)


def opted_in(page_of, site):
    """Nora's page after she took up the invitation and said what she offers and looks for."""
    slug = site.value(MEET)
    eva = page_of("Eva")
    eva.goto(f"{site.url}/events/{slug}/edit/meetings/people/")
    eva.get_by_role("button", name="Invite them").click()

    page = page_of("nobody")
    page.goto(mail_to(site, NORA, "/r/", about="Whom do you want to meet?"))
    page.get_by_role("link", name="Take part").click()
    page.get_by_label("What I offer").fill("Mills that will try a prototype, timber")
    page.get_by_label("What I look for").fill("Laser sensors that see moisture")
    page.get_by_role("button", name="Take part").click()
    page.get_by_text("You have asked nobody yet").wait_for()
    assert_accessible(page, TWO_LOOKS)
    return page


def turn_one_away(page):
    other = page.locator(".meet-card").nth(3)
    name = other.get_by_role("heading").inner_text()
    other.get_by_role("button", name="Not for me").click()
    page.get_by_text("They are not suggested to you any more").wait_for()
    assert name not in page.locator(".meet-list").inner_text()
    assert_accessible(page, TWO_LOOKS)


def test_nora_is_invited_asks_and_the_other_one_says_yes_from_her_mail(page_of, site):
    page = opted_in(page_of, site)
    page.get_by_role("link", name="Worth meeting", exact=True).click()
    card = page.locator(".meet-card", has_text="Beatrix Primer")
    card.get_by_text("You look for “Laser sensors that see moisture”").wait_for()
    assert_accessible(page, TWO_LOOKS)
    turn_one_away(page)
    card.get_by_text("Ask for a meeting").click()
    card.get_by_label("Why you two should meet").fill("Beams with knots, in March.")
    card.get_by_role("button", name="Send the request").click()
    page.get_by_text("Beatrix Primer is asked by a letter.").wait_for()

    hers = page_of("nobody")
    hers.goto(mail_to(site, site.value(BEATRIX), "/r/", about="Beams with knots, in March."))
    hers.get_by_role("heading", name="Do you want to meet?").wait_for()
    assert_accessible(hers, TWO_LOOKS)
    assert site.value(STATE) == "pending"
    hers.get_by_role("button", name="Yes, let us meet").click()
    hers.get_by_role("heading", name="You two meet").wait_for()
    assert site.value(STATE) == "accepted"

    page.goto(mail_to(site, NORA, "/r/", about="wants to meet you, too"))
    page.get_by_role("heading", name="You two meet").wait_for()


def test_anna_finds_everybody_and_answers_from_her_list(page_of, site):
    page = page_of("Anna")
    page.goto(f"{site.url}/my/events/")
    page.get_by_role("link", name="Matchmaking days").first.click()
    page.get_by_role("link", name="Your meetings").first.click()
    page.get_by_role("heading", name="2 requests wait for your answer").wait_for()
    assert_accessible(page, TWO_LOOKS)

    page.get_by_role("button", name="Yes").first.click()
    page.get_by_role("heading", name="1 request waits for your answer").wait_for()
    page.get_by_role("link", name="Everybody").click()
    page.get_by_label("Words").fill("laser")
    page.get_by_role("button", name="Show these").click()
    page.get_by_role("link", name="Beatrix Primer", exact=True).wait_for()
    assert_accessible(page, TWO_LOOKS)
    assert ANNA not in page.content()
    page.get_by_role("link", name="Show everybody").click()
    row = page.locator("li", has_text="Casper Eksempel")
    row.get_by_role("link", name="Ask").click()
    page.get_by_role("heading", name="Ask for a meeting").wait_for()
    assert_accessible(page, TWO_LOOKS)
