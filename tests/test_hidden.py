"""What is not visible to somebody is nowhere: pages, twins, lists, feeds, search, other pages."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.operations import add_affiliation, publish, withdraw
from clusterhub.directory.tests.makers import make_member, make_organisation, make_person
from clusterhub.directory.tests.tying import taking_part
from clusterhub.events.models import EventStatus
from clusterhub.events.operations import add_speaker
from clusterhub.events.tests.makers import make_event, make_talk_series, make_topic
from clusterhub.funding.operations import move_deadline, withdraw_call
from clusterhub.funding.tests.makers import make_call
from clusterhub.news.tests.makers import make_news
from clusterhub.summaries.models import Mention
from clusterhub.summaries.operations import save_draft
from clusterhub.summaries.tests.makers import fresh, make_draft, make_published

pytestmark = [pytest.mark.search, pytest.mark.django_db]
SECRET = "Zyzzyva"
PUBLIC = [
    "/", "/events/", "/events/past/", "/events.json", "/events/calendar.ics", "/events/feed.atom",
    "/series/", "/feeds/", "/organisations/", "/organisations.json", "/people/", "/people.json",
    "/partnerships/", "/partnerships.json",
    "/calls/", "/calls.json", "/calls/calendar.ics", "/calls/feed.atom", "/summaries/",
    "/summaries/feed.atom", "/news/", "/news.json", "/news/feed.atom", "/sitemap-events.xml",
    "/sitemap-people.xml", "/sitemap-organisations.xml", "/sitemap-calls.xml",
    "/sitemap-summaries.xml", f"/news/?q={SECRET}",
    f"/news.json?q={SECRET}", f"/events/?q={SECRET}", f"/organisations/?q={SECRET}",
    f"/people/?q={SECRET}", f"/calls/?q={SECRET}", f"/summaries/?q={SECRET}",
    f"/search/?q={SECRET}", f"/search/?q={SECRET[:4]}&suggest=1",
]  # fmt: skip
UNASKED = [address for address in PUBLIC if "?q=" not in address]


def make_site_with_secrets():
    """Everything called SECRET is unpublished, and tied to what is public in every way there is.

    Gives the public neighbours and the addresses that must not answer.
    """
    topic = make_topic("Alloys")
    known, secret = make_organisation(name="Known"), make_organisation(False, name=SECRET)
    person = make_person(name="Ines Known", organisation=known)
    hidden = make_person(False, name=f"Ines {SECRET}", organisation=known)
    add_affiliation(person, organisation=secret, role=f"Head of {SECRET}", by=None)
    lists = tie_as_members(known, secret)
    series = make_talk_series(organiser=known)
    draft = make_event(EventStatus.DRAFT, title=SECRET, series=series, topics=[topic])
    add_speaker(draft, person=person, organisation=known, role=SECRET, by=None)
    call = make_call(False, title=SECRET, topics=[topic], organisation=known, programme=SECRET)
    news = make_news(False, title=SECRET)
    private = make_news(title=f"{SECRET} private", lead=SECRET, topics=[topic])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    summary = make_draft(title=SECRET)
    summary_page = make_published()
    Mention.objects.create(summary=summary_page, place="x", words="w", topic=topic)
    for number, target in enumerate([secret, hidden, draft, call, news, private]):
        kind = target._meta.get_field("mentions").field.name
        Mention.objects.create(
            summary=summary_page, place=f"links.{number}", words=f"w{number}", **{kind: target}
        )
    public = (known, person, series, topic, summary_page)
    neighbours = [each.get_absolute_url() for each in public]
    neighbours.append(summary_page.get_absolute_url().rstrip("/") + ".json")
    twins = [
        page.rstrip("/") + end
        for page in (each.get_absolute_url() for each in (secret, hidden, draft, call, summary))
        for end in ("/", ".json", ".ics", ".pdf", ".docx", ".md", "/edit/", "/publication/")
    ]
    news_pages = [f"/news/{each.slug}{end}" for each in (news, private) for end in ("/", ".json")]
    return [*neighbours, *lists], [*twins, *news_pages]


def tie_as_members(known, secret):
    """The secret one is a member, a cluster and a coordinator; the lists that must not say so."""
    for cluster, member in ((known, secret), (secret, known)):
        make_member(cluster, member, joined_on=date(2020, 1, 1))
    network = make_organisation(name="Network", kind="network")
    taking_part(network, secret, "coordinator", joined_on=date(2020, 1, 1))
    ends = ("", "members/", "members.json", "members.csv", "members/history/")
    return [whole.get_absolute_url() + end for whole in (known, network) for end in ends]


def test_a_secret_stands_on_no_public_page():
    neighbours, _hidden = make_site_with_secrets()
    twins = [page.rstrip("/") + ".json" for page in neighbours[:2]]
    more = [f"{page}{end}" for page in neighbours[2:4] for end in ("calendar.ics", "feed.atom")]

    told = []
    for client, who in readers():
        for address in [*PUBLIC, *neighbours, *twins, *more]:
            headers = {"HX-Request": "true"} if "suggest" in address else {}
            response = client.get(address, headers=headers)
            text = response.getvalue().decode().replace(f"q={SECRET}", "")
            if response.status_code != 200 or SECRET.lower() in _without_own_words(text, address):
                told.append((who, address, response.status_code))

    assert told == []


def readers():
    for who in ("visitor", "member"):
        client = Client()
        sign_in(client, who)
        yield client, who


def _without_own_words(text, address):
    """A page that was searched repeats what was asked; it links to nothing that is called so."""
    text = text.lower()
    return "" if "?q=" in address and "/zyzzyva" not in text else text


def test_a_news_list_is_searched_within_a_topic(client):
    topic = make_topic("Alloys")
    wanted = make_news(title="Zinc in Ghent", topics=[topic])
    make_news(title="Zinc in Graz")

    page = client.get("/news/", {"q": "zinc", "topic": topic.slug}).content.decode()

    assert wanted.title in page
    assert "Graz" not in page


def test_the_address_of_a_secret_does_not_answer():
    _neighbours, hidden = make_site_with_secrets()

    answers = {
        (who, address): client.get(address).status_code
        for client, who in readers()
        for address in hidden
    }

    assert {asked for asked, status in answers.items() if status == 200} == set()
    assert set(answers.values()) <= {302, 403, 404, 405}


def test_the_title_of_a_correction_in_the_making_is_nowhere(client):
    summary = make_published()
    record = fresh(summary).record | {"title": SECRET}
    save_draft(summary, record, fresh(summary).revision, by=None)

    pages = [
        client.get(address).content.decode()
        for address in (*UNASKED, summary.get_absolute_url(), summary.event.get_absolute_url())
    ]

    assert not any(SECRET in page for page in pages)
    assert summary.get_absolute_url() not in client.get(f"/search/?q={SECRET}").content.decode()


def test_a_withdrawn_call_tells_nothing_through_a_summary(client):
    call = make_call(title="Leadership in robotics and data", closes_at=date(2024, 3, 19))
    summary = make_published()
    tomorrow = timezone.localdate() + timedelta(days=1)
    move_deadline(call.deadlines.get(), closes_at=tomorrow, by=None)
    before = client.get(summary.get_absolute_url()).content.decode()
    withdraw_call(call, by=None)

    page = client.get(summary.get_absolute_url()).content.decode()

    assert "closes tomorrow" in before
    assert "closes tomorrow" not in page
    assert reverse("funding:call-ics", args=[call.slug]) not in page


def test_a_withdrawn_person_is_no_link_anywhere(client):
    known = make_organisation(name="Known")
    person = publish(make_person(name="Ines Known", organisation=known), by=None)
    event = make_event(series=make_talk_series(organiser=known))
    add_speaker(event, person=person, organisation=known, by=None)
    withdraw(person, by=None)
    withdraw(known, by=None)

    for address in (event.get_absolute_url(), event.series.get_absolute_url(), "/people/"):
        page = client.get(address).content.decode()

        assert person.get_absolute_url() not in page
        assert known.get_absolute_url() not in page
