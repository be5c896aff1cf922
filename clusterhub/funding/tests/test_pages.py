from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.clock.words import day_in_words
from clusterhub.clock.zones import zone_info
from clusterhub.directory.tests.makers import make_mention, make_organisation
from clusterhub.funding.models import Call
from clusterhub.funding.operations import add_deadline, move_deadline
from clusterhub.funding.tests.makers import make_call
from clusterhub.vocabularies.models import IndustrialEcosystem, Topic

pytestmark = pytest.mark.django_db
SOON = timedelta(days=2)


def titles_in(response):
    return [call.title for call in response.context["page"]]


@pytest.fixture
def five():
    now = timezone.now()
    skills = Topic.objects.get_or_create(slug="test-skills", defaults={"name": "Skills"})[0]
    agri = IndustrialEcosystem.objects.get_or_create(slug="agri", name="Agri-food", position=1)[0]
    make_call(title="Late", closes_at=now + timedelta(days=60), topics=[skills], programme="SMP")
    make_call(title="Soon", closes_at=now + SOON, kind="cascade", ecosystems=[agri])
    make_call(title="Over", closes_at=now - timedelta(days=3))
    make_call(title="Vague", closes_at=None, summary="Für Käsereien")
    make_call(
        title="To come", opens_at=now + timedelta(days=5), closes_at=now + timedelta(days=400)
    )


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Soon", "Late", "To come", "Over", "Vague"]),
        ("?status=open", ["Soon", "Late"]),
        ("?status=closing_soon", ["Soon"]),
        ("?status=announced", ["To come", "Vague"]),
        ("?status=closed", ["Over"]),
        ("?kind=cascade", ["Soon"]),
        ("?programme=SMP", ["Late"]),
        ("?topic=test-skills", ["Late"]),
        ("?ecosystem=agri", ["Soon"]),
        ("?q=kasereien", ["Vague"]),
        ("?q=smp+LATE", ["Late"]),
        ("?month=1999-01&status=ajar&q=%00", ["Soon", "Late", "To come", "Over", "Vague"]),
        ("?month=2001-02", []),
    ],
)
def test_calls_are_filtered_by_the_address_and_sorted_by_what_closes_next(
    client, five, query, titles
):
    assert titles_in(client.get(reverse("funding:calls") + query)) == titles


@pytest.mark.parametrize(
    ("closes_at", "month"),
    [
        (date(2031, 1, 31), "2031-01"),
        (datetime(2031, 1, 31, 22, 59, tzinfo=UTC), "2031-01"),
        (datetime(2031, 1, 31, 23, 0, 1, tzinfo=UTC), "2031-02"),
        (date(2031, 12, 31), "2031-12"),
    ],
)
def test_a_deadline_belongs_to_its_month_in_brussels(client, closes_at, month):
    make_call(title="Grants", closes_at=closes_at)

    for asked in ("2030-12", "2031-01", "2031-02", "2031-12", "2032-01"):
        found = titles_in(client.get(f"{reverse('funding:calls')}?month={asked}"))
        assert found == (["Grants"] if asked == month else [])


def test_a_call_shows_what_who_until_when_and_where_it_was_named(client):
    ours, hidden = make_organisation(name="Steel Hub"), make_organisation(is_published=False)
    call = make_call(title="Steel vouchers", organisation=ours, url="https://call.example/1")
    secret = make_call(title="Other", organisation=hidden)
    mention = make_mention(call=call)
    make_mention(call=call, is_published=False)

    text = client.get(call.get_absolute_url()).content.decode()
    data = client.get(reverse("funding:call-json", args=[call.slug])).json()

    assert 'href="https://call.example/1" rel="noopener nofollow"' in text
    assert "Add deadline to my calendar" in text
    assert mention.summary.title in text
    assert [row["title"] for row in data["named_in"]] == [mention.summary.title]
    assert data["organisation"]["name"] == "Steel Hub"
    assert hidden.name not in client.get(secret.get_absolute_url()).content.decode()


def test_the_feed_tells_the_newest_calls_and_no_hidden_one(client):
    make_call(title="Hidden", is_published=False)
    call = make_call(title="Vouchers <b>", closes_at=date(2031, 1, 31), summary="]]><script>")

    response = client.get(reverse("funding:feed"))

    atom = "{http://www.w3.org/2005/Atom}"
    entry = ElementTree.fromstring(response.content).findall(f"{atom}entry")
    assert [each.findtext(f"{atom}title") for each in entry] == ["Vouchers <b>"]
    assert entry[0].findtext(f"{atom}id") == f"urn:uuid:{call.uid}"
    assert "Closes on 31 January 2031" in entry[0].findtext(f"{atom}summary")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example/"])
def test_an_official_page_that_is_none_gets_no_link(client, url):
    call = make_call()
    Call.objects.update(url=url)

    assert url not in client.get(call.get_absolute_url()).content.decode()


def test_hostile_words_stay_words(client):
    words = "\"'><script>alert(1)</script>{% now 'Y' %}"
    call = make_call(title=words, programme=words, summary=words, source=words)

    for address in (call.get_absolute_url(), reverse("funding:calls") + "?programme=" + words):
        assert "<script>alert" not in client.get(address).content.decode()


@pytest.mark.parametrize("who", ["visitor", "editor"])
@pytest.mark.parametrize("page", ["list", "json", "calendar", "feed", "call"])
def test_pages_cost_the_same_for_any_number_of_rows(
    client, page, who, django_assert_max_num_queries
):
    sign_in(client, who)
    call = make_call(topics=Topic.objects.all()[:1])
    names = {"list": "calls", "json": "calls-json", "calendar": "calendar", "feed": "feed"}
    address = call.get_absolute_url() if page == "call" else reverse(f"funding:{names[page]}")
    costs = []

    for wanted in (1, 4):
        for number in range(wanted):
            make_mention(call=call)
            other = make_call(programme=f"P{number}")
            for row in (call, other):
                deadline = add_deadline(
                    row, closes_at=date(2031 + wanted, 1, 1 + number), label="x", by=None
                )
                move_deadline(deadline, closes_at=date(2041 + wanted, 1, 1 + number), by=None)
        client.get(address)  # What has changed is read once, and what filters are called.
        with django_assert_max_num_queries(8) as captured:
            assert client.get(address).status_code == 200
        costs.append(len(captured))

    assert len(set(costs)) == 1


def test_a_call_to_come_says_when_it_opens(client):
    opens_at = timezone.now().replace(hour=22, minute=30) + timedelta(days=400)
    make_call(title="To come", opens_at=opens_at, closes_at=opens_at + timedelta(days=30))

    html = client.get(reverse("funding:calls")).content.decode()

    assert (
        f"Opens on {day_in_words(opens_at.astimezone(zone_info('Europe/Brussels')).date())}" in html
    )
