from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.operations import close_account
from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.activity.models import Entry
from clusterhub.api.models import Token
from clusterhub.api.operations import MOST_TOKENS, TooManyTokens, make_token, revoke_token
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.tests.makers import make_editor, make_organisation

pytestmark = pytest.mark.django_db
LIST = "/api/v1/organisations"


def sees(client, organisation, secret):
    response = client.get(f"{LIST}/{organisation.slug}", headers=bearer(secret))
    return response.status_code


def test_a_token_sees_what_its_holder_sees(client):
    draft = make_organisation(is_published=False)

    hers, stranger = make_secret(make_editor(draft)), make_secret()

    assert sees(client, draft, hers) == 200
    assert sees(client, draft, stranger) == 404


def test_a_token_ends_when_it_is_revoked_expired_or_its_holder_is_gone(client):
    draft = make_organisation(is_published=False)
    holder = make_editor(draft)
    token, revoked = make_token(holder, name="a", days=30)
    old, expired = make_token(holder, name="b", days=30)
    living = make_secret(holder)

    revoke_token(token, by=holder)
    past = timezone.now() - timedelta(days=40)
    Token.objects.filter(pk=old.pk).update(made_at=past, expires_at=past + timedelta(days=30))

    assert sees(client, draft, living) == 200
    assert sees(client, draft, revoked) == sees(client, draft, expired) == 401
    holder.is_active = False
    holder.save()
    assert sees(client, draft, living) == 401


def test_a_wrong_token_is_never_anonymous_by_mistake(client):
    make_organisation()

    answers = [
        client.get(LIST, headers={"Authorization": value})
        for value in ("Bearer ch_wrong", "Bearer", "Basic YTpi", "ch_wrong", "Bearer a b", "")
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert all(answer["WWW-Authenticate"].startswith("Bearer") for answer in answers)


@pytest.mark.parametrize("name", ["token", "access_token", "api_key", "Authorization"])
def test_a_token_in_the_address_is_refused(client, name):
    secret = make_secret()

    answer = client.get(f"{LIST}?{name}={secret}", headers=bearer(secret))

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "token-in-address"


def test_a_session_never_speaks_for_anybody(client):
    draft = make_organisation(is_published=False)
    editor = make_editor(draft)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")

    read = client.get(f"{LIST}/{draft.slug}")
    change = client.patch(
        f"{LIST}/{draft.slug}",
        {"version": draft.version, "city": "Graz"},
        content_type="application/json",
    )

    assert (read.status_code, change.status_code) == (404, 401)
    assert not read.cookies


def test_a_secret_is_shown_once_and_not_kept(client):
    user = sign_in(client, "member")

    made = client.post("/account/tokens/", {"name": "Our site", "days": "90", "may_write": "on"})
    again = client.get("/account/tokens/")

    secret = made.context["secret"]
    token = Token.objects.get()
    assert (made.status_code, made["Cache-Control"].count("no-store")) == (201, 1)
    assert secret in made.content.decode()
    assert secret not in again.content.decode()
    assert "Our site" in again.content.decode()
    assert secret not in repr(list(Token.objects.values()))
    assert (token.holder, token.may_write, token.begins) == (user, True, secret[:8])
    assert Entry.objects.filter(verb="access token made", actor=user).exists()


def test_nobody_revokes_the_token_of_another(client):
    token, _secret = make_token(make_user(), name="a", days=30)
    sign_in(client, "administrator")

    page = client.get("/account/tokens/")
    answer = client.post(reverse("api:revocation", args=[token.pk]))

    assert list(page.context["tokens"]) == []
    assert answer.status_code == 404
    token.refresh_from_db()
    assert token.is_living


def test_a_token_is_revoked_by_its_holder(client):
    user = sign_in(client, "member")
    token, secret = make_token(user, name="a", days=30)

    by_looking = client.get(reverse("api:revocation", args=[token.pk]))
    answer = client.post(reverse("api:revocation", args=[token.pk]))

    assert (by_looking.status_code, answer.status_code) == (405, 302)
    assert client.get(LIST, headers=bearer(secret)).status_code == 401


def test_a_form_without_its_field_makes_no_token():
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    sign_in(client, "member")

    answer = client.post("/account/tokens/", {"name": "a", "days": "90"})

    assert answer.status_code == 403
    assert Token.objects.count() == 0


@pytest.mark.parametrize(
    "sent", [{}, {"name": "", "days": "90"}, {"name": "x" * 81, "days": "90"},
             {"name": "a", "days": "9999"}, {"name": "a\0b", "days": "30"}]
)  # fmt: skip
def test_a_wrong_form_makes_no_token(client, sent):
    sign_in(client, "member")

    answer = client.post("/account/tokens/", sent)

    assert answer.status_code == 422
    assert Token.objects.count() == 0


def test_there_are_so_many_tokens_and_no_more():
    user = make_user()
    for number in range(MOST_TOKENS):
        make_token(user, name=str(number), days=30)

    with pytest.raises(TooManyTokens):
        make_token(user, name="one more", days=30)

    assert Token.objects.count() == MOST_TOKENS


def test_the_day_of_the_last_use_is_kept_once_a_day(client, django_assert_num_queries):
    secret = make_secret()
    client.get("/api/v1/", headers=bearer(secret))

    with django_assert_num_queries(1):
        client.get("/api/v1/", headers=bearer(secret))

    assert Token.objects.get().last_used_on == timezone.localdate()


def test_tokens_go_with_the_account_and_come_along_in_its_copy(client):
    user = sign_in(client, "member")
    make_token(user, name="Our site", days=30)

    copy = client.get("/account/data/account.json").json()
    close_account(user)

    assert [each["name"] for each in copy["access_tokens"]] == ["Our site"]
    assert "digest" not in copy["access_tokens"][0]
    assert Token.objects.count() == 0
