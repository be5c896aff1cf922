import pytest
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.tests.makers import ROLES, make_user, sign_in
from clusterhub.summaries.models import EventSummary, Mention
from clusterhub.summaries.operations import unpublish_summary
from clusterhub.summaries.permissions import can_view_summary
from clusterhub.summaries.tests.makers import finding_of, fresh, make_draft, make_published
from tests.database import undone

pytestmark = pytest.mark.django_db
EDITORS = ("editor", "administrator")
TWINS = ["summary", "summary-json", "summary-pdf", "summary-docx", "summary-md"]
DESK = ["desk", "upload", "new"]
ABOUT_ONE = ["review", "edit", "preview", "delete", "unpublish", "versions"]
CHANGES = [
    "publish", "confirm-matches", "check", "draft", "copy-invited", "delete", "unpublish", "edit",
    "preview-text",
]  # fmt: skip


def refusal(who, is_about_one):
    if who == "visitor":
        return 302
    return 404 if is_about_one else 403


def test_everyone_reads_what_is_published_and_nobody_reads_a_draft_there():
    published, draft = make_published(), make_draft()
    published.files.update(status="done", content=b"%PDF-1")

    for who in ROLES:
        client = Client()
        sign_in(client, who)
        opened, hidden = (
            {n: client.get(reverse(f"summaries:{n}", args=[each.slug])).status_code for n in TWINS}
            for each in (published, draft)
        )
        assert opened == dict.fromkeys(TWINS, 200), who
        assert hidden == dict.fromkeys(TWINS, 404), who


@pytest.mark.parametrize("who", ROLES)
def test_only_editors_come_to_the_desk(client, who):
    sign_in(client, who)

    answers = {name: client.get(reverse(f"summaries:{name}")) for name in DESK}

    expected = 200 if who in EDITORS else refusal(who, is_about_one=False)
    assert {n: each.status_code for n, each in answers.items()} == dict.fromkeys(DESK, expected)


@pytest.mark.parametrize("who", ROLES)
def test_only_editors_see_that_there_is_a_draft(client, who):
    draft = make_draft()
    sign_in(client, who)

    answers = {n: client.get(reverse(f"summaries:{n}", args=[draft.pk])) for n in ABOUT_ONE}

    expected = 200 if who in EDITORS else refusal(who, is_about_one=True)
    assert {name: each.status_code for name, each in answers.items()} == dict.fromkeys(
        ABOUT_ONE, expected
    )


@pytest.mark.parametrize("who", ROLES)
def test_only_editors_change_anything(client, who):
    draft = make_draft()
    sign_in(client, who)

    for name in CHANGES:
        with undone():  # Each meets the draft as it was.
            response = client.post(reverse(f"summaries:{name}", args=[draft.pk]), {"revision": 1})
            left = EventSummary.objects.filter(pk=draft.pk).first()

        is_let_in = "login" not in response.get("Location", "")
        is_through = response.status_code in (200, 302) and is_let_in
        assert is_through == (who in EDITORS), name
        if who not in EDITORS:
            assert response.status_code == refusal(who, is_about_one=True), name
            assert left.record == draft.record, name


def test_only_editors_take_a_second_document_and_look_at_earlier_versions():
    published = make_published()
    draft = make_draft(title=published.title.partition(":")[0], simpler="easier")
    version = published.versions.create(record=published.record, why="Old")
    pages = [
        reverse("summaries:same-talk", args=[draft.pk]),
        reverse("summaries:version", args=[published.pk, version.pk]),
    ]
    sent = {"revision": 1, "rival": published.pk, "rival_revision": fresh(published).revision}

    for who in ROLES:
        with undone():
            client = Client()
            sign_in(client, who)
            seen = [client.get(page).status_code for page in pages]
            client.post(pages[0], sent)
            is_left = EventSummary.objects.filter(pk=draft.pk).exists()

        expected = 200 if who in EDITORS else refusal(who, is_about_one=True)
        assert seen == [expected, expected], who
        assert is_left == (who not in EDITORS), who


def test_only_editors_answer_findings():
    draft = make_draft()
    finding = finding_of(draft, "zone-label")
    address = reverse("summaries:answer", args=[draft.pk, finding.pk])

    for who in ROLES:
        with undone():
            client = Client()
            sign_in(client, who)
            client.post(address, {"answer": "accepted"})
            answer = finding_of(draft, "zone-label").answer

        assert answer == ("accepted" if who in EDITORS else ""), who


def test_the_door_and_the_predicate_agree(client):
    draft, published = make_draft(), make_published()
    visitor = client.get("/").wsgi_request.user

    for who, roles in ROLES.items():
        user = visitor if roles is None else make_user(roles=roles)
        visible = set(EventSummary.objects.visible_to(user))
        for summary in (draft, published):
            assert (summary in visible) == can_view_summary(user, summary), (who, summary)


@pytest.mark.search
def test_a_draft_is_in_no_list_feed_search_or_mention(client):
    summary = make_published()
    pages = [
        reverse("summaries:summaries"),
        reverse("summaries:feed"),
        f"{reverse('summaries:summaries')}?q=Industry",
    ]
    visitor = client.get("/").wsgi_request.user
    shown = [summary.slug in client.get(page).content.decode() for page in pages]
    named = Mention.objects.visible_to(visitor).count()

    unpublish_summary(summary, by=None)

    assert shown == [True, True, True]
    assert named > 0
    assert [summary.slug in client.get(page).content.decode() for page in pages] == [False] * 3
    assert Mention.objects.visible_to(visitor).count() == 0


def test_a_finding_of_another_summary_cannot_be_answered_through_this_one(client):
    draft, other = make_draft(), make_draft(title="Other Days")
    sign_in(client, "editor")
    address = reverse("summaries:answer", args=[draft.pk, finding_of(other, "zone-label").pk])

    assert client.post(address, {"answer": "accepted"}).status_code == 404
    assert finding_of(other, "zone-label").answer == ""
