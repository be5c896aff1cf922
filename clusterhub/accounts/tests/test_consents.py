import pytest
from django.urls import reverse

from clusterhub.accounts.models import ConsentPurpose
from clusterhub.accounts.operations import TermsNeeded, give_consent, withdraw_consent
from clusterhub.accounts.tests.makers import make_user

pytestmark = pytest.mark.django_db


def test_a_consent_given_twice_is_one():
    anna = make_user()

    first, second = (give_consent(anna, ConsentPurpose.NEWSLETTER) for _ in range(2))

    assert first == second


def test_every_yes_and_no_stays_in_the_history(client):
    anna = make_user()
    client.force_login(anna)
    address = reverse("accounts:consent", args=["newsletter"])

    for given in ({}, {"withdraw": "1"}, {}):
        client.post(address, given)

    rows = anna.consents.filter(purpose="newsletter").order_by("pk")
    assert [row.withdrawn_at is None for row in rows] == [False, True]
    assert (
        client.get(reverse("accounts:consents")).content.decode().count("Newsletter (version") == 2
    )


def test_the_terms_cannot_be_withdrawn_from_an_open_account(client):
    anna = make_user()
    client.force_login(anna)

    answer = client.post(reverse("accounts:consent", args=["terms"]), {"withdraw": "1"})

    assert answer.url == reverse("accounts:own-data")
    with pytest.raises(TermsNeeded):
        withdraw_consent(anna, ConsentPurpose.TERMS)
    assert anna.consents.current().filter(purpose="terms").exists()


def test_only_known_purposes_and_only_by_post(client):
    client.force_login(make_user())

    assert client.post(reverse("accounts:consent", args=["spying"])).status_code == 404
    assert client.get(reverse("accounts:consent", args=["newsletter"])).status_code == 405


def test_one_persons_consents_are_not_anothers(client):
    anna, other = make_user(), make_user()
    give_consent(other, ConsentPurpose.NEWSLETTER)
    client.force_login(anna)

    page = client.get(reverse("accounts:consents")).content.decode()

    assert "Newsletter (version" not in page
