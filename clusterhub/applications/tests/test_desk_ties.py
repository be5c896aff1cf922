"""Publisher, officer and observer are looked at before they read, in lists without delay."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from clusterhub.applications.models import Conflict, RoleKind
from clusterhub.applications.tests.makers import make_publisher
from clusterhub.applications.tests.test_roles_and_ties import make_tied

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [RoleKind.PUBLISHER, RoleKind.OBSERVER, RoleKind.OFFICER])
def test_whoever_reads_at_the_desk_is_looked_at_before_she_reads(client, role):
    hosted, application, officer = make_tied()
    domain = officer.email.partition("@")[2]
    reader = make_publisher(hosted, role, email=f"reader@{domain}")
    client.force_login(reader)
    address = hosted.address

    statuses = [
        client.get(reverse("applications:reading", args=[application.uid])).status_code,
        client.get(reverse("applications:pdf", args=[application.uid])).status_code,
        client.get(reverse("applications:json", args=[application.uid])).status_code,
        client.get(reverse("evaluation:case", args=[address, 1])).status_code,
        client.get(reverse("evaluation:case-json", args=[address, 1])).status_code,
    ]
    rows = client.get(reverse("evaluation:desk-json", args=[address])).json()["applications"]

    assert (statuses, rows) == ([404] * 5, [])
    assert Conflict.objects.filter(person=reader, application=application).exists()


def test_a_list_is_not_ten_minutes_late_when_a_new_address_ties_her(client):
    hosted, _application, officer = make_tied()
    domain = officer.email.partition("@")[2]
    reader = make_publisher(hosted, RoleKind.OBSERVER)
    client.force_login(reader)
    address = reverse("evaluation:desk-json", args=[hosted.address])

    before = len(client.get(address).json()["applications"])
    EmailAddress.objects.create(user=reader, email=f"also@{domain}", verified=True)
    after = len(client.get(address).json()["applications"])

    assert (before, after) == (1, 0)
