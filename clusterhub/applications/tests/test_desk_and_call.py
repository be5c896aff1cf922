"""What the people of a hosted call may say of the call itself: its results, its documents; no more."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.models import CallRole, RoleKind
from clusterhub.applications.operations import hosting
from clusterhub.applications.tests.makers import make_hosted, make_publisher, make_submitted
from clusterhub.funding.operations import add_document, set_moment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "is_let_in"),
    [("publisher", True), ("officer", True), ("evaluator", False), ("observer", False)],
)
def test_publisher_and_officer_say_that_results_are_out_and_nothing_else_of_the_call(
    kind, is_let_in
):
    hosted = make_hosted()
    person, now = make_publisher(hosted, RoleKind(kind)), timezone.now()

    def say(moment):
        try:
            set_moment(hosted.call, moment=moment, at=now, by=person)
        except PermissionDenied:
            return False
        return True

    assert [say("results_at"), say("cancelled_at")] == [is_let_in, False]


def test_the_publisher_adds_documents_to_her_call_and_to_no_other(client):
    hosted, other = make_hosted(), make_hosted()
    client.force_login(hosted.publisher)
    address = reverse("funding:documents", args=[hosted.call.slug])

    added = client.post(address, {"title": "Guide", "url": "https://guide.example/a.pdf"})
    elsewhere = client.get(reverse("funding:documents", args=[other.call.slug]))
    page = client.get(hosted.call.get_absolute_url()).content.decode()
    desk = client.get(reverse("applications:desk", args=[hosted.address])).content.decode()

    assert (added.status_code, elsewhere.status_code) == (302, 403)
    assert hosted.call.documents.get().added_by == hosted.publisher
    assert address in page and address in desk
    with pytest.raises(PermissionDenied):
        add_document(other.call, url="https://guide.example/b.pdf", by=hosted.publisher)


def test_she_takes_them_away_and_whoever_is_publisher_no_more_does_not(client):
    hosted = make_hosted()
    heir = make_publisher(hosted)
    row = add_document(hosted.call, url="https://guide.example/a.pdf", by=hosted.publisher)
    address = reverse("funding:document-removal", args=[hosted.call.slug, row.uid])
    hosting.end_role(CallRole.objects.get(hosted=hosted, person=hosted.publisher), by=heir)
    client.force_login(hosted.publisher)

    refused = client.post(address)
    client.force_login(heir)
    removed = client.post(address)

    assert (refused.status_code, removed.status_code) == (403, 302)
    assert hosted.call.documents.count() == 0


@pytest.mark.parametrize("kind", ["officer", "evaluator", "observer", None])
def test_nobody_else_at_the_desk_adds_documents(client, kind):
    hosted = make_hosted()
    person = make_publisher(hosted, RoleKind(kind)) if kind else make_user()
    client.force_login(person)
    address = reverse("funding:documents", args=[hosted.call.slug])
    file = SimpleUploadedFile("a.png", b"not looked at")

    assert client.get(address).status_code == 403
    assert client.post(address, {"file": file}).status_code == 403


def test_a_draft_of_a_call_is_not_there_for_a_stranger(client):
    hosted = make_hosted()
    hosted.call.published_at = None
    hosted.call.save()
    address = reverse("funding:documents", args=[hosted.call.slug])
    client.force_login(make_user())
    for_a_stranger = client.get(address)
    client.force_login(hosted.publisher)

    assert (for_a_stranger.status_code, client.get(address).status_code) == (404, 200)


def test_a_deadline_for_which_somebody_handed_in_is_moved_and_not_removed(client):
    hosted = make_hosted()
    deadline = hosted.call.deadlines.get()
    make_submitted(hosted)
    client.force_login(make_user(roles=[Role.EDITOR]))
    address = reverse("funding:deadline-removal", args=[hosted.call.slug, deadline.pk])

    page = client.post(address, follow=True).content.decode()

    assert hosted.call.deadlines.get() == deadline
    assert "move it instead" in page
