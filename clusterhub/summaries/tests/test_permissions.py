import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import ROLES, make_user, sign_in
from clusterhub.summaries.models import EventSummary, Mention
from clusterhub.summaries.operations import unpublish_summary
from clusterhub.summaries.permissions import can_view_summary
from clusterhub.summaries.tests.makers import finding_of, fresh, make_draft, make_published

pytestmark = pytest.mark.django_db
EDITORS = ("editor", "administrator")
TWINS = ["summary", "summary-json", "summary-pdf", "summary-docx", "summary-md"]


def refusal(who, is_about_one):
    if who == "visitor":
        return 302
    return 404 if is_about_one else 403


@pytest.mark.parametrize("who", ROLES)
def test_everyone_reads_what_is_published_and_nobody_reads_a_draft_there(client, who):
    published, draft = make_published(), make_draft()
    published.files.update(status="done", content=b"%PDF-1")
    sign_in(client, who)

    open_to_all = {n: client.get(reverse(f"summaries:{n}", args=[published.slug])) for n in TWINS}
    hidden = {n: client.get(reverse(f"summaries:{n}", args=[draft.slug])) for n in TWINS}

    assert {name: each.status_code for name, each in open_to_all.items()} == dict.fromkeys(
        TWINS, 200
    )
    assert {name: each.status_code for name, each in hidden.items()} == dict.fromkeys(TWINS, 404)


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("name", ["desk", "upload", "new"])
def test_only_editors_come_to_the_desk(client, who, name):
    sign_in(client, who)

    response = client.get(reverse(f"summaries:{name}"))

    assert response.status_code == (200 if who in EDITORS else refusal(who, is_about_one=False))


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("name", ["review", "edit", "preview", "delete", "unpublish", "versions"])
def test_only_editors_see_that_there_is_a_draft(client, who, name):
    draft = make_draft()
    sign_in(client, who)

    response = client.get(reverse(f"summaries:{name}", args=[draft.pk]))

    assert response.status_code == (200 if who in EDITORS else refusal(who, is_about_one=True))


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize(
    "name",
    [
        "publish",
        "confirm-matches",
        "check",
        "draft",
        "copy-invited",
        "delete",
        "unpublish",
        "edit",
        "preview-text",
    ],
)
def test_only_editors_change_anything(client, who, name):
    draft = make_draft()
    sign_in(client, who)

    response = client.post(reverse(f"summaries:{name}", args=[draft.pk]), {"revision": 1})

    is_through = response.status_code in (200, 302) and "login" not in response.get("Location", "")
    assert is_through == (who in EDITORS)
    if who not in EDITORS:
        assert response.status_code == refusal(who, is_about_one=True)
        assert fresh(draft).record == draft.record


@pytest.mark.parametrize("who", ROLES)
def test_only_editors_take_a_second_document_and_look_at_earlier_versions(client, who):
    published = make_published()
    draft = make_draft(title=published.title.partition(":")[0], simpler="easier")
    version = published.versions.create(record=published.record, why="Old")
    pages = [
        reverse("summaries:same-talk", args=[draft.pk]),
        reverse("summaries:version", args=[published.pk, version.pk]),
    ]
    sign_in(client, who)

    seen = [client.get(page).status_code for page in pages]
    sent = {"revision": 1, "rival": published.pk, "rival_revision": fresh(published).revision}
    client.post(pages[0], sent)

    expected = 200 if who in EDITORS else refusal(who, is_about_one=True)
    assert seen == [expected, expected]
    assert EventSummary.objects.filter(pk=draft.pk).exists() == (who not in EDITORS)


@pytest.mark.parametrize("who", ROLES)
def test_only_editors_answer_findings(client, who):
    draft = make_draft()
    finding = finding_of(draft, "zone-label")
    sign_in(client, who)

    client.post(reverse("summaries:answer", args=[draft.pk, finding.pk]), {"answer": "accepted"})

    finding.refresh_from_db()
    assert finding.answer == ("accepted" if who in EDITORS else "")


@pytest.mark.parametrize("who", ROLES)
def test_the_door_and_the_predicate_agree(client, who):
    draft, published = make_draft(), make_published()
    user = (
        make_user(roles=ROLES[who]) if ROLES[who] is not None else client.get("/").wsgi_request.user
    )

    visible = set(EventSummary.objects.visible_to(user))

    for summary in (draft, published):
        assert (summary in visible) == can_view_summary(user, summary)


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
