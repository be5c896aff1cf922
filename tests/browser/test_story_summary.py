"""Eva reads the document of a talk, answers its doubts and publishes; a visitor finds it everywhere."""

import json
import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.pages import SAMPLE
from tests.browser.site import ROOT

REAL = ROOT.parent / "shared/data/talk-summaries/2023-10-11-eu-industry-days-takeaways.txt"
DESK = "/desk/summaries/"


def document():
    """The real one where it is at hand; else the sample, sent as if it were new."""
    if REAL.exists():
        return REAL.name, REAL.read_bytes()
    return "takeaways-again.md", SAMPLE.read_bytes() + b"\n"


def upload(page, site, name, content):
    page.goto(site.url + DESK)
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": content}
    )
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url(re.compile(rf"{DESK}\d+/$"))


def answered(page):
    return int(page.locator(".progress__head span").first.inner_text().split()[0])


def doubt(page):
    return page.locator(".finding__message").inner_text()


def answer(page, act):
    """Do something that answers the doubt shown; its card has gone when this returns."""
    before = answered(page)
    act()
    expect(page.locator(".progress__head span").first).to_have_text(
        re.compile(rf"^\s*{before + 1}\b"), timeout=30_000
    )


def step(page, key):
    """J or K: to the neighbouring doubt."""
    number = page.locator(".finding__head .small")
    before = number.inner_text()
    page.keyboard.press(key)
    expect(number.first).not_to_have_text(before, timeout=30_000)


def read_all(page):
    """Every doubt's words, by J from the first to the last, and back by K."""
    count = int(page.locator(".finding__head .small").inner_text().split()[-1])
    found = [doubt(page)]
    for _ in range(count - 1):
        step(page, "j")
        found.append(doubt(page))
    for _ in range(count - 1):
        step(page, "k")
    assert doubt(page) == found[0]
    return found


def answer_all(page):
    """By key and by button: the dates, one typed address, one refusal, and a yes to the rest."""
    answer(page, lambda: page.keyboard.press("a"))
    answer(page, page.get_by_role("button", name="Accept").click)
    page.keyboard.press("c")
    page.keyboard.type("https://clusters.example/news")
    answer(page, lambda: page.keyboard.press("Enter"))
    has_refused = False
    while page.locator(".finding__form").count():
        if not has_refused and page.locator("[data-key=d]").count():
            has_refused = True
            answer(page, lambda: page.keyboard.press("d"))
        else:
            answer(page, lambda: page.keyboard.press("a"))
    assert has_refused


@pytest.fixture(scope="module")
def published():
    """Filled by the first story, read by the ones after it."""
    return SimpleNamespace(path=None, title=None)


@pytest.mark.slow
def test_eva_reads_a_document_answers_its_doubts_and_publishes(page_of, site, published):
    page = page_of("Eva")

    upload(page, site, *document())
    doubts = read_all(page)
    assert_accessible(page, TWO_LOOKS)
    answer_all(page)
    page.get_by_role("button", name="Confirm all").click()
    page.get_by_text("ready to publish").wait_for()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.wait_for_url("**/summaries/*/")

    published.path = page.url.removeprefix(site.url)
    published.title = page.get_by_role("heading", level=1).inner_text()
    assert "11 October 2023 and 4 October 2023" in doubts[0]
    assert any("CEST" in words and '"CET" was printed' in words for words in doubts)
    assert sum("leads nowhere" in words for words in doubts) == 10
    assert any("MetalIndustry4" in words and "MetaIndustry4" in words for words in doubts)


def _published(published):
    if not published.path:
        pytest.skip("Nothing was published before.")
    return published


def test_a_visitor_reads_the_published_page(page_of, site, published):
    page = page_of("nobody")

    page.goto(site.url + _published(published).path)
    words = page.locator("main").inner_text()

    assert "11 October 2023" in words
    assert "CEST" in words
    assert "MetaIndustry4" in words
    assert "MetalIndustry4" not in words
    assert page.get_by_role("link", name="https://clusters.example/news").count() == 0
    assert page.locator("a[href='https://clusters.example/news']").count() >= 1
    assert page.locator("main a[href='#'], main a[href='']").count() == 0
    assert_accessible(page)


@pytest.mark.parametrize(
    ("link", "beginning"),
    [
        pytest.param("PDF", b"%PDF-1.", marks=pytest.mark.pdf),
        ("Word", b"PK\x03\x04"),
        ("Markdown", b"#"),
    ],
)
def test_a_visitor_takes_the_files(page_of, site, published, link, beginning):
    page = page_of("nobody")
    page.goto(site.url + _published(published).path)
    address = page.locator(".downloads").get_by_role("link", name=link).get_attribute("href")

    for _ in range(60):  # A worker makes the PDF.
        response = page.request.get(site.url + address)
        if response.status != 202:
            break
        page.wait_for_timeout(1000)

    assert response.status == 200
    assert response.body().startswith(beginning)


def test_the_json_file_is_the_record(page_of, site, published):
    page = page_of("nobody")
    slug = _published(published).path.strip("/").split("/")[-1]
    record = json.loads(
        site.value(f"select published_record from summaries_eventsummary where slug = '{slug}'")
    )

    body = page.request.get(f"{site.url}/summaries/{slug}.json").json()

    assert {key: body[key] for key in record} == record | {"findings": []}
    assert record["title"] == published.title
    assert body["url"] == f"{site.url}/summaries/{slug}/"


@pytest.mark.parametrize(
    "statement",
    [
        "select '/organisations/' || slug || '/' from directory_organisation"
        " where name = 'MetaIndustry4'",
        "select '/calls/' || slug || '/' from funding_call where title like '%AgriFood%'",
        "select '/people/' || slug || '/' from directory_person where name like 'Mariella %'",
    ],
)
def test_whoever_the_talk_names_shows_the_talk(page_of, site, published, statement):
    title = _published(published).title
    page = page_of("nobody")

    page.goto(site.url + site.value(statement))

    assert page.locator("main").get_by_role("link", name=title).count() >= 1


def test_eva_reviews_without_script(page_of, site):
    page = page_of("Eva", java_script_enabled=False)
    content = SAMPLE.read_bytes().replace(b"# EU Industry Days:", b"# Once more, Industry Days:")
    upload(page, site, "once-more.md", content)
    first, before = doubt(page), answered(page)

    page.get_by_role("button", name="Accept").click()
    second = doubt(page)
    page.get_by_role("button", name="Accept").click()
    page.locator("details.finding__change summary").click()
    page.get_by_label("Address of the page").fill("https://clusters.example/news")
    page.get_by_role("button", name="Take this").click()
    reached = answered(page)
    page.get_by_role("link", name="Previous").click()
    page.get_by_role("button", name="Take the answer back").click()

    assert first != second
    assert reached == before + 3
    assert answered(page) == before + 2
    page.get_by_role("button", name="Confirm all").click()
    assert answered(page) > before + 2


def test_a_document_that_cannot_be_read_is_refused_in_words(page_of, site):
    page = page_of("Eva")
    page.goto(site.url + DESK)
    page.locator("input[type=file]").set_input_files(
        {"name": "picture.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(50)}
    )

    page.get_by_role("button", name="Read it").click()

    page.locator(".error-summary").wait_for()
    assert page.locator("#id_file").get_attribute("aria-invalid") == "true"
