"""What somebody typed into a record stays text: on pages, in feeds, calendars, data and files."""

import json
import re
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.summaries.editing import typed
from clusterhub.summaries.files import docx_of, markdown_of, pdf_of
from clusterhub.summaries.tests.makers import (
    answer_everything,
    fresh,
    make_draft,
    make_published,
)
from tests.database import undone
from tests.hostile import ATTACK, SCRIPT, make_hostile_site

pytestmark = pytest.mark.django_db
LISTS = [
    "/", "/events/", "/series/", "/organisations/", "/people/", "/calls/", "/news/", "/feeds/",
    "/topics/attack/", "/search/?q=alert", "/search/?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/%3Cscript%3Ealert(1)%3C/script%3E/", "/account/login/?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
]  # fmt: skip
FEEDS = [
    "/events/feed.atom", "/calls/feed.atom", "/news/feed.atom", "/topics/attack/feed.atom",
    "/sitemap.xml", "/sitemap-events.xml", "/sitemap-people.xml",
]  # fmt: skip


LEADS = {"href", "src", "action", "formaction", "data", "srcdoc", "poster", "hx-get", "hx-post"}


class Markup(HTMLParser):
    """What a browser would run of a page: our own scripts have an address, and data a type."""

    def __init__(self):
        super().__init__()
        self.runs = []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        is_data = named.get("type") in ("application/ld+json", "application/json")
        if tag == "script" and not is_data and not named.get("src", "").startswith("/"):
            self.runs.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower() if name in LEADS else ""
            if name.startswith("on") or address.startswith(
                ("javascript:", "data:text", "vbscript:")
            ):
                self.runs.append(f"{tag} {name}={value}")


def what_runs(html):
    markup = Markup()
    markup.feed(html)
    return markup.runs


def test_no_page_runs_what_a_record_says(client):
    pages = [*make_hostile_site(), *LISTS]

    for who in ("visitor", "administrator"):
        sign_in(client, who)
        found = {page: what_runs(client.get(page).content.decode()) for page in pages}

        assert {page: runs for page, runs in found.items() if runs} == {}, who


def test_no_desk_runs_what_a_record_says(client):
    pages = make_hostile_site()
    desks = [f"{page}edit/" for page in pages[:5]] + [f"{pages[3]}programme/", "/account/activity/"]
    desks += [f"{pages[3]}edit/{end}/" for end in ("facts", "hosts", "venue", "organisers")]
    desks += [f"/events/new/?copy={pages[3].split('/')[2]}", "/events/moderation/"]
    sign_in(client, "administrator")

    answers = {page: client.get(page) for page in desks}

    assert {page: answer.status_code for page, answer in answers.items()} == dict.fromkeys(
        desks, 200
    )
    assert not any(what_runs(answer.content.decode()) for answer in answers.values())


def test_linked_data_stays_data(client):
    for page in make_hostile_site():
        html = client.get(page).content.decode()

        for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S):
            assert json.loads(script)["@type"]
        assert html.count("<script>") == 0


def test_feeds_and_sitemaps_stay_xml(client):
    make_hostile_site()

    for feed in FEEDS:
        assert ElementTree.fromstring(client.get(feed).content) is not None


def test_a_calendar_gets_no_line_that_was_typed(client):
    _organisation, _person, series, event, call, _news = make_hostile_site()
    event, call = event.rstrip("/"), call.rstrip("/")
    calendars = ["/events/calendar.ics", "/calls/calendar.ics", f"{event}.ics", f"{call}.ics"]

    for address in [*calendars, f"{series}calendar.ics"]:
        text = client.get(address).content.decode().replace("\r\n ", "")

        assert text.startswith("BEGIN:VCALENDAR\r\n")
        assert not [line for line in text.split("\r\n") if line.startswith("X-EVIL")]
        assert "\n" not in text.replace("\r\n", "")


def test_a_summary_with_an_attack_in_every_field_runs_nothing(client):
    summary = hostile_summary(client)
    page = client.get(summary.get_absolute_url()).content.decode()
    desk = [
        client.get(reverse(f"summaries:{name}", args=[summary.pk])).content.decode()
        for name in ("review", "edit", "preview", "correct")
    ]

    assert [what_runs(html) for html in (page, *desk)] == [[]] * 5
    feed = client.get("/summaries/feed.atom").content
    assert ElementTree.fromstring(feed) is not None
    assert not re.search(rb"(?:href|src)=(?:\"|&quot;|\')?\s*javascript:", feed)


@pytest.mark.pdf
@pytest.mark.once  # What is stored of it is asked by the test before.
def test_the_files_of_a_hostile_summary_open_and_lead_nowhere(client):
    record = hostile_summary(client).published_record

    pdf, docx = pdf_of(record), docx_of(record)

    assert pdf.startswith(b"%PDF") and b"/URI (javascript:" not in pdf
    with ZipFile(BytesIO(docx)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                assert ElementTree.fromstring(parts.read(name)) is not None
                assert b'Target="javascript:' not in parts.read(name)
    assert not re.search(r"(?<!\\)\]\(javascript:", markdown_of(record))


def hostile_summary(client):
    """A published summary whose every typed field was replaced by an attack, and published again."""
    sign_in(client, "editor")
    summary = make_published()
    fields = typed(fresh(summary).record)
    keep = ("day", "starts", "ends", "timezone", "has_", "dates", "deadlines", "number", "value")
    for name, value in fields.items():
        if value and not any(part in name for part in keep):
            link = (
                SCRIPT
                if name.endswith("target")
                else f"{ATTACK} [x]({SCRIPT}) \x0b\ud7ff\ufffe\x00"
            )
            fields[name] = link
    fields |= {"revision": fresh(summary).revision, "check": ""}
    client.post(reverse("summaries:edit", args=[summary.pk]), fields)
    assert "<script>" in fresh(summary).record["title"]
    answer_everything(summary)
    what = {"what": f"All of it {ATTACK}", "revision": fresh(summary).revision}
    client.post(reverse("summaries:correct", args=[summary.pk]), what)
    summary = fresh(summary)
    assert "<script>" in summary.published_record["title"]
    return summary


MADE_UP = [
    "news.01.text", "news.٣.text", "news.9999.text", "a.b", "news.0", "agenda.0.speakers.1", "..",
    "title.0", "key_messages.0.x",
]  # fmt: skip


def test_a_made_up_field_changes_no_other(client):
    sign_in(client, "editor")
    summary = make_draft()
    address = reverse("summaries:edit", args=[summary.pk])

    for name in MADE_UP:
        with undone():
            fields = typed(summary.record) | {name: "made up", "revision": 1}
            response = client.post(address, fields)
            title = fresh(summary).title

        assert response.status_code in (302, 422), name
        assert title == summary.title, name
