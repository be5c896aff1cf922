import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse

from clusterhub.accounts.models import ConsentPurpose, Role, User
from clusterhub.accounts.operations import (
    LastAdministrator,
    close_account,
    give_consent,
    grant_role,
)
from clusterhub.accounts.tests.makers import make_user
from clusterhub.accounts.tests.test_sign_in import CODE, ask_for_code, is_signed_in, mailed_code
from clusterhub.activity.models import Entry

pytestmark = pytest.mark.django_db


def test_the_export_holds_all_of_mine_and_nothing_of_others(client):
    anna, other = make_user(name="Anna Lindqvist", languages=["sv"]), make_user(name="Other")
    give_consent(anna, ConsentPurpose.NEWSLETTER)
    grant_role(anna, Role.EDITOR, by=other)
    client.force_login(anna)

    answer = client.get(reverse("accounts:export"))

    export = answer.json()
    assert answer["Content-Disposition"] == 'attachment; filename="account.json"'
    assert export["account"]["name"] == "Anna Lindqvist"
    assert export["account"]["languages"] == ["sv"]
    assert [one["purpose"] for one in export["consents"]] == ["newsletter", "terms"]
    assert [one["role"] for one in export["roles"]] == ["editor"]
    assert export["email_addresses"] == [{"email": anna.email, "verified": True, "primary": True}]
    assert "Other" not in answer.content.decode()


def test_closing_erases_the_person_and_leaves_the_trail_without_her_name(
    client, django_capture_on_commit_callbacks
):
    make_user(roles=[Role.ADMINISTRATOR])
    anna, other = make_user(name="Anna Lindqvist", roles=[Role.EDITOR]), make_user()
    email = anna.email
    grant_role(other, Role.VALIDATOR, by=anna)
    client.force_login(anna)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("accounts:closing"), {"email": email.upper()}, follow=True)

    assert "your data are erased" in answer.content.decode()
    assert not User.objects.filter(email=email).exists()
    assert not EmailAddress.objects.filter(email=email).exists()
    trail = [f"{entry.actor_label} {entry.target_label}" for entry in Entry.objects.all()]
    assert "closed account" in " ".join(trail)
    assert not [line for line in trail if "Anna" in line or email in line]
    assert client.get(reverse("accounts:profile")).status_code == 302
    assert [message.to for message in mail.outbox] == [[email]]


def test_closing_needs_the_right_address(client):
    anna = make_user()
    client.force_login(anna)

    answer = client.post(reverse("accounts:closing"), {"email": "somebody@example.org"})

    assert answer.status_code == 422
    assert "not the address of this account" in answer.content.decode()
    assert User.objects.filter(pk=anna.pk).exists()


def test_the_last_administrator_cannot_close_the_account(client):
    boss = make_user(roles=[Role.ADMINISTRATOR])
    client.force_login(boss)

    answer = client.post(reverse("accounts:closing"), {"email": boss.email})

    assert "You are the last administrator" in answer.content.decode()
    with pytest.raises(LastAdministrator):
        close_account(boss)


def test_closing_ends_every_session(client):
    anna, elsewhere = make_user(), type(client)()
    for browser in (client, elsewhere):
        ask_for_code(browser, anna.email)
        browser.post(CODE, {"code": mailed_code()})
    both_in = is_signed_in(client) and is_signed_in(elsewhere)

    client.post(reverse("accounts:closing"), {"email": anna.email})

    assert both_in
    assert not Session.objects.filter(pk=elsewhere.cookies["sessionid"].value).exists()
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302
