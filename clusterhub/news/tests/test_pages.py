import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import PageViewRestriction

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.activity.models import Entry
from clusterhub.directory.tests.makers import make_mention
from clusterhub.news.clean_html import clean_html
from clusterhub.news.models import NewsPage
from clusterhub.news.operations import publish_news
from clusterhub.news.tests.makers import make_news
from clusterhub.vocabularies.models import Topic

pytestmark = pytest.mark.django_db
HOSTILE = settings.BASE_DIR.parent / "shared" / "data" / "bad-input" / "html"


def make_topic(slug, name):
    return Topic.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def titles_in(response):
    return [page.title for page in response.context["page"]]


def test_news_is_published_with_its_topics_and_once_for_each_address(client):
    skills = make_topic("test-skills", "Skills for all")
    first = make_news(title="Steel days", body="Come **soon**.", topics=[skills], slug="steel")
    again = make_news(title="Steel days moved", lead="Later.", slug="steel", date=date(2026, 5, 1))

    text = client.get(first.get_absolute_url()).content.decode()

    assert (again.pk, NewsPage.objects.count()) == (first.pk, 1)
    assert "Steel days moved" in text
    assert "Come" not in text
    assert first.revisions.count() == 2
    assert Entry.objects.about(first).count() == 2


def test_an_article_says_what_it_is_to_readers_and_machines(client):
    page = make_news(
        title="Steel days",
        body="## Why\nCome **soon**.\n- one\n- two",
        topics=[make_topic("test-skills", "Skills for all")],
        source_url="https://source.example/",
    )
    mention = make_mention(news=page)
    make_mention(news=page, is_published=False)

    response = client.get(page.get_absolute_url())
    data = client.get(reverse("news:article-json", args=[page.slug])).json()

    text = response.content.decode()
    linked = json.loads(re.search(r'ld\+json">(.*?)</script>', text, re.DOTALL)[1])
    assert "<strong>soon</strong>" in text
    assert "Skills for all" in text
    assert '<meta property="og:type" content="article">' in text
    assert mention.summary.title in text
    assert (linked["@type"], linked["headline"]) == ("NewsArticle", "Steel days")
    assert "<li>one</li>" in data["body_html"]
    assert [row["title"] for row in data["named_in"]] == [mention.summary.title]


@pytest.mark.search
def test_the_list_is_newest_first_and_filtered_by_topic_and_words(client):
    skills = make_topic("test-skills", "Skills for all")
    make_news(title="Old", date=date(2024, 1, 1), topics=[skills])
    make_news(title="New", date=date(2026, 1, 1), lead="About cheese.")

    assert titles_in(client.get(reverse("news:news"))) == ["New", "Old"]
    assert titles_in(client.get(reverse("news:news") + "?topic=test-skills")) == ["Old"]
    assert titles_in(client.get(reverse("news:news") + "?q=cheese")) == ["New"]
    assert titles_in(client.get(reverse("news:news") + "?q=%00&page=x")) == ["New", "Old"]


def test_the_feed_has_stable_names(client):
    page = make_news(title="A <b>")

    content = client.get(reverse("news:feed")).content

    atom = "{http://www.w3.org/2005/Atom}"
    (entry,) = ElementTree.fromstring(content).findall(f"{atom}entry")
    assert entry.findtext(f"{atom}title") == "A <b>"
    assert entry.findtext(f"{atom}id") == f"urn:uuid:{page.translation_key}"


@pytest.mark.parametrize("who", ["visitor", "member", "event team", "editor", "administrator"])
def test_drafts_and_private_pages_never_leak(client, who):
    make_news(title="Public words")
    draft = make_news(title="Secret draft", is_published=False)
    private = make_news(title="Secret private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    withdrawn = make_news(title="Secret withdrawn")
    withdrawn.unpublish()
    changed = make_news(title="Public changed")
    changed.title = "Secret revision"
    changed.save_revision()
    sign_in(client, who)

    for name in ("news", "news-json", "feed"):
        text = client.get(reverse(f"news:{name}")).content.decode()
        assert "Public words" in text
        assert "Secret" not in text, name
    for page in (draft, private, withdrawn):
        assert client.get(page.get_absolute_url()).status_code == 404
        assert client.get(reverse("news:article-json", args=[page.slug])).status_code == 404
    found = client.get(reverse("news:news") + "?q=secret")
    assert titles_in(found) == []


@pytest.mark.parametrize("who", ["visitor", "editor"])
def test_pages_cost_the_same_for_any_number(client, who, django_assert_max_num_queries):
    sign_in(client, who)
    page = make_news(topics=[make_topic("test-skills", "Skills")])
    lists = [reverse(f"news:{name}") for name in ("news", "news-json", "feed")]
    costs = {1: {}, 4: {}}

    for wanted, found in costs.items():
        for number in range(wanted):
            make_news(topics=[make_topic(f"test-{number}", "T")])
            make_mention(news=page)
        for address in [page.get_absolute_url(), *lists]:
            with django_assert_max_num_queries(8) as captured:
                assert client.get(address).status_code == 200
            found[address] = len(captured)

    assert costs[1] == costs[4]


ATTACKS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<p style="position:fixed" onclick="x()">y</p>',
    "<svg><script>alert(1)</script></svg>",
    '<embed embedtype="media" url="https://evil.example/"/>',
    '<iframe src="https://evil.example/"></iframe>',
]
FORBIDDEN = re.compile(
    r"<(script|img|svg|iframe|embed|style|object)|\son\w+\s*=|javascript:|style=", re.I
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_rich_text_leaves_as_words(client, attack):
    page = publish_news(
        title="T",
        lead=attack,
        body=[("text", attack), ("quote", {"text": attack, "who": attack})],
        by=None,
    )

    data = client.get(reverse("news:article-json", args=[page.slug])).json()
    article = client.get(page.get_absolute_url()).content.decode()
    reading = re.search(r'<article class="reading">(.*?)</article>', article, re.DOTALL)[1]

    text_block = data["body_html"].partition("<blockquote>")[0]
    assert not FORBIDDEN.search(text_block)
    assert not FORBIDDEN.search(reading.partition("<blockquote>")[0])
    assert "<script>alert" not in article
    assert "<img" not in reading


@pytest.mark.skipif(not HOSTILE.exists(), reason="the collection of hostile HTML is not here")
def test_a_collection_of_attacks_is_disarmed():
    for path in sorted(Path(HOSTILE).glob("*.txt")):
        attack = path.read_text(encoding="utf-8", errors="replace")
        assert not re.search(
            r"<(script|style|iframe|img)|<[^>]*\son\w+\s*=", clean_html(attack), re.I
        )


def test_links_with_another_scheme_lose_their_address(client):
    page = make_news(body=[("links", [{"label": "bad", "url": "javascript:alert(1)"}])])
    NewsPage.objects.update(source_url="data:text/html,x")

    text = client.get(page.get_absolute_url()).content.decode()

    assert "bad" in text
    assert "javascript:" not in text
    assert "data:text" not in text
