"""Binding rules and the answers that a body keeps for itself."""

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.reading import Contents
from clusterhub.applications.tests.makers import make_application, make_hosted
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.funding.models import KeptAnswers
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db
RULE = {
    "kind": "figure",
    "id": "f",
    "figure": "turnover_eur",
    "at_most": 1000000,
    "binding": True,
}


def test_kept_answers_shut_the_door_for_editors_alone_and_are_told_to_nobody(client):
    hosted = make_hosted(call=make_call(rules=[RULE]))
    body = make_organisation(name="Secretive Sawmill")
    KeptAnswers.objects.create(organisation=body, facts={"turnover_eur": 7654321})
    stranger, editor = make_user(), make_editor(body)
    start = reverse("applications:start", args=[hosted.call.slug])
    told = {"title": "Wood", "lead_organisation": body.name}

    client.force_login(stranger)
    assert client.post(start, told).status_code == 302  # As if nothing were known of it.
    draft = hosted.applications.get()
    assert "lead" not in Contents(draft).problems
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "binding rule" not in page
    client.force_login(editor)
    refused = client.post(start, told)

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "A binding rule of the call is not met" in page
    assert "7,654,321" not in page and "7654321" not in page


def test_handing_in_looks_at_the_kept_answers_of_whom_the_lead_edits():
    hosted = make_hosted(call=make_call(rules=[RULE]))
    body = make_organisation()
    KeptAnswers.objects.create(organisation=body, facts={"turnover_eur": 7654321})

    theirs = make_application(hosted, by=make_editor(body), lead_organisation=body)
    strange = make_application(hosted, lead_organisation=body)

    assert "lead" in Contents(theirs).problems
    assert "lead" not in Contents(strange).problems
