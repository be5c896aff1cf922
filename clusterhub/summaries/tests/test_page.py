import json
import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from clusterhub.activity.kept import forget_pages
from clusterhub.events.tests.makers import make_topic
from clusterhub.funding.operations import move_deadline
from clusterhub.funding.tests.makers import make_call
from clusterhub.summaries.operations import publish_summary, save_draft
from clusterhub.summaries.tests.makers import (
    TALK,
    answer_everything,
    fresh,
    make_draft,
    make_other_draft,
    make_published,
)

pytestmark = pytest.mark.django_db
LIST = reverse("summaries:summaries")
ATTACKS = settings.BASE_DIR.parent / "shared/data/bad-input/strings/markup-attacks.txt"


def html(client, summary):
    return client.get(summary.get_absolute_url()).content.decode()


def test_the_page_shows_messages_agenda_figures_and_both_dates(client):
    summary = make_published()

    page = html(client, summary)

    assert "Two transitions, green and digital, stood at the centre." in page
    assert '<span class="figure__value">1,200</span>' in page
    assert summary.event.speakers.first().person.get_absolute_url() in page
    for words in ("Two dates", "11 October 2023", "4 October 2023", "8:30 CEST"):
        assert words in page


def test_a_call_is_live_on_the_page_with_its_history_and_its_calendar(client):
    tomorrow = timezone.localdate() + timedelta(days=1)
    call = make_call(title="Leadership in robotics and data", closes_at=date(2024, 3, 19))
    summary = make_published()
    move_deadline(call.deadlines.get(), closes_at=tomorrow, by=None)

    page = html(client, summary)

    assert "closes tomorrow" in page
    assert "<s>19 March 2024</s>" in page
    assert reverse("funding:call-ics", args=[call.slug]) in page


def test_linked_data_names_the_event_and_the_report(client):
    summary = make_published()

    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html(client, summary))

    kinds = [each["@type"] for each in json.loads(found[1])["@graph"]]
    assert kinds == ["Event", "Report"]


def test_a_link_without_target_is_words_and_one_with_target_is_a_link(client):
    page = html(client, make_published())

    assert 'href="#"' not in page
    assert 'href="https://example.org/groups"' in page


def many_rows(count):
    people = "\n".join(
        f"Name{n} Surname{n}, Director, Body {n}" for n in map(_letters, range(count))
    )
    calls = "\n".join(
        f"{n + 4}. [Call {_letters(n)}](#); deadline 19 March 2024" for n in range(count)
    )
    text = TALK.replace("Daniel Cosnita, President, CLUSTERO", people)
    return text.replace("3. [Calls of the partnerships](#) for small firms, on the platform", calls)


def _letters(number):
    return "".join(chr(97 + int(digit)) for digit in f"{number:02}") + "son"


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_needs_eight_queries_whatever_its_size(
    client, count, django_assert_max_num_queries
):
    summary = make_draft(many_rows(count))
    answer_everything(summary)
    summary = publish_summary(fresh(summary), by=None)
    cache.clear()

    with django_assert_max_num_queries(8):
        page = html(client, summary)

    assert page.count('class="item"') >= count + 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_for_any_number(client, count, django_assert_num_queries):
    for _ in range(count):
        make_published()

    with django_assert_num_queries(6):  # Newest change, count, summaries, series, topics, years.
        response = client.get(LIST)

    assert response.content.decode().count("row__title") == count


@pytest.mark.search
def test_the_list_is_narrowed_by_series_year_topic_and_words(client):
    make_topic("Green and digital transition")
    summary, other = (
        make_published(),
        make_draft(**{"11 October 2023": "6 March 2024"}, title="Steel"),
    )
    answer_everything(other)
    save_draft(other, fresh(other).record | {"topics": []}, fresh(other).revision, None)
    other = publish_summary(fresh(other), by=None)

    def titles(**query):
        return {each.title for each in client.get(LIST, query).context["page"]}

    topic = summary.mentions.get(place="topics.0").topic
    both = {summary.title, other.title}
    assert titles() == titles(series=summary.event.series.slug) == both
    assert titles(year=2023) == {summary.title}
    assert titles(topic=topic.slug) == {summary.title}
    assert titles(q="Steel") == {other.title}
    assert titles(year="x' OR 1=1", topic="nothing at all") == both


def test_htmx_gets_only_the_list(client):
    response = client.get(LIST, headers={"HX-Request": "true"})

    assert "<html" not in response.content.decode()
    assert "HX-Request" in response["Vary"]


def test_the_feed_is_well_formed_and_has_the_newest_first(client):
    first, second = make_published(), make_published()

    response = client.get(reverse("summaries:feed"))

    atom = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.fromstring(response.content).findall(f"{atom}entry")
    assert [each.find(f"{atom}title").text for each in entries] == [second.title, first.title]


@pytest.mark.skipif(
    not Path(ATTACKS).exists(), reason="the hostile strings are not beside the project"
)
def test_hostile_words_are_words_in_every_form(client):
    attacks = [line for line in ATTACKS.read_text().splitlines() if line.strip()]
    summary = make_other_draft()
    answer_everything(summary)
    summary = fresh(summary)
    record = summary.record | {"key_messages": attacks[:40], "topics": attacks[:5]}
    record["title"] = "<script>alert(1)</script>"
    record["sections"][1]["text"] = "\n\n".join(
        f"{a} [x](javascript:alert(1)) **{a}**" for a in attacks
    )
    record["moderators"][0]["name"] = "<img src=x onerror=alert(1)>"
    summary = publish_summary(save_draft(summary, record, summary.revision, None), by=None)

    page, feed = html(client, summary), client.get(reverse("summaries:feed")).content.decode()
    files = [
        client.get(reverse(f"summaries:summary-{f}", args=[summary.slug]))
        for f in ("pdf", "docx", "md", "json")
    ]

    # What is ours in the page: scripts by address and the linked data, nothing inline.
    scripts = re.findall(r"<script\b([^>]*)>", page)
    assert all("src=" in each or "ld+json" in each for each in scripts)
    assert not re.search(r"<(?:img|svg|iframe|form)[^>]*(?:onerror|onload|srcdoc)", page)
    assert not re.search(
        r'(?:href|src|action)="\s*(?:javascript|vbscript|data):', page, re.IGNORECASE
    )
    assert "<script" not in feed
    assert [each.status_code for each in files] == [200] * 4
    assert b"/JavaScript" not in files[0].content


def anew(client, summary):
    """Not the whole page of the visitor before, which is kept until the trail says something."""
    forget_pages()
    return html(client, summary)


def test_a_kept_article_never_shows_what_has_changed_since(client):
    """Each step changes one thing that only stands in somebody else's row, or only the hour."""
    call = make_call(title="Vouchers", closes_at=timezone.now() + timedelta(days=3))
    summary = make_published()
    summary.mentions.create(place="funding.0", words="Vouchers", call=call)
    address = summary.get_absolute_url()
    calendar = reverse("funding:call-ics", args=[call.slug])
    first, again = html(client, summary), anew(client, summary)

    type(call).objects.filter(pk=call.pk).update(title="Vouchers for steel", slug="steel")
    renamed = anew(client, summary)
    type(call).objects.filter(pk=call.pk).update(published_at=None)
    withdrawn = anew(client, summary)
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        type(call).objects.filter(pk=call.pk).update(published_at=timezone.now())
        closed = client.get(address).content.decode()

    assert first == again
    assert calendar in first
    assert "/calls/steel/" in renamed
    assert calendar not in renamed
    assert "/calls/steel/" not in withdrawn
    assert "/calls/steel/" in closed
    assert "/calls/steel.ics" not in closed
