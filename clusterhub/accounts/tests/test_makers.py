"""What makers write for speed is what the operations would have left."""

import pytest
from django.forms.models import model_to_dict
from django.test import Client

from clusterhub.accounts.models import ConsentPurpose, Role
from clusterhub.accounts.operations import give_consent, grant_role
from clusterhub.accounts.tests.makers import make_user

pytestmark = pytest.mark.django_db
OWN = ("id", "email", "name", "password", "joined_at")


def kept_about(user):
    """Everything but numbers and moments."""
    user.refresh_from_db()
    facts = {name: value for name, value in model_to_dict(user).items() if name not in OWN}
    grants = set(user.role_grants.values_list("role", "granted_by", "revoked_at"))
    consents = set(user.consents.values_list("purpose", "version", "withdrawn_at"))
    addresses = list(user.emailaddress_set.values_list("verified", "primary"))
    return facts, grants, consents, addresses


def test_a_made_user_is_as_the_operations_leave_one():
    own = make_user()
    own.consents.all().delete()
    give_consent(own, ConsentPurpose.TERMS)
    for role in (Role.EDITOR, Role.ADMINISTRATOR):
        grant_role(own, role, by=None)

    made = make_user(roles=[Role.EDITOR, Role.ADMINISTRATOR])

    assert kept_about(made) == kept_about(own)
    assert made.is_staff
    assert {group.name for group in made.groups.all()} == {"editor", "administrator"}


def test_who_is_signed_in_for_a_test_is_signed_in():
    client, user = Client(), make_user()

    client.force_login(user)

    assert client.get("/account/").context["user"] == user
    assert dict(client.session.items())["_auth_user_id"] == str(user.pk)
