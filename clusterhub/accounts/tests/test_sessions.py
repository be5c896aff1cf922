"""What a session and a code are worth to somebody who should not have them."""

from importlib import import_module

import pytest
from django.conf import settings
from django.core import mail

from clusterhub.accounts.tests.makers import make_user
from clusterhub.accounts.tests.test_sign_in import CODE, ask_for_code, is_signed_in, mailed_code

pytestmark = pytest.mark.django_db
COOKIE = settings.SESSION_COOKIE_NAME


def planted_session(**content):
    """A session that an attacker has opened and slipped into somebody's browser."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update({"seen": True, **content})
    session.save()
    return session.session_key


def test_a_session_that_somebody_planted_is_not_the_one_that_is_signed_in(client):
    planted = planted_session()
    client.cookies[COOKIE] = planted
    anna = make_user()
    ask_for_code(client, anna.email)
    waiting = client.cookies[COOKIE].value

    client.post(CODE, {"code": mailed_code()})

    signed_in = client.cookies[COOKIE].value
    attacker = type(client)()
    for known in (planted, waiting):
        attacker.cookies[COOKIE] = known
        assert attacker.get("/account/").status_code == 302
    assert is_signed_in(client)
    assert signed_in not in (planted, waiting)


def test_a_made_up_session_key_is_not_adopted(client):
    client.cookies[COOKIE] = "k" * 32
    anna = make_user()

    ask_for_code(client, anna.email)
    client.post(CODE, {"code": mailed_code()})

    assert client.cookies[COOKIE].value != "k" * 32


def test_signing_out_ends_the_session_for_whoever_copied_it(client):
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    thief = type(client)()
    thief.cookies[COOKIE] = client.cookies[COOKIE].value
    before = thief.get("/account/").status_code

    client.post("/account/logout/")

    assert (before, thief.get("/account/").status_code) == (200, 302)


def test_one_person_after_another_in_one_browser_shares_nothing(client):
    anna, eva = make_user(), make_user()
    ask_for_code(client, anna.email)
    client.post(CODE, {"code": mailed_code()})
    session = client.session
    session["draft"] = "of Anna"
    session.save()
    client.post("/account/logout/")
    ask_for_code(client, eva.email)
    client.post(CODE, {"code": mailed_code()})

    assert client.session["_auth_user_id"] == str(eva.pk)
    assert "draft" not in client.session


def test_a_code_counts_once(client):
    anna = make_user()
    ask_for_code(client, anna.email)
    code = mailed_code()
    client.post(CODE, {"code": code})
    client.post("/account/logout/")

    bare = client.post(CODE, {"code": code})
    ask_for_code(client, anna.email)
    client.post(CODE, {"code": code})

    assert bare.url.startswith("/account/login/")
    assert not is_signed_in(client)


def test_a_new_code_ends_the_one_before(client):
    anna = make_user()
    ask_for_code(client, anna.email)
    client.post(CODE, {"action": "resend"})

    client.post(CODE, {"code": mailed_code(0)})
    with_old = is_signed_in(client)
    client.post(CODE, {"code": mailed_code(1)})

    assert (with_old, is_signed_in(client)) == (False, True)


def test_a_code_grows_old(client, settings):
    anna = make_user()
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    ask_for_code(client, anna.email)

    answer = client.post(CODE, {"code": mailed_code()})

    assert not is_signed_in(client)
    assert answer.status_code in (200, 302)


def test_a_code_typed_in_a_browser_that_never_asked_leads_to_the_entrance(client):
    anna = make_user()
    ask_for_code(client, anna.email)
    elsewhere = type(client)()

    page = elsewhere.post(CODE, {"code": mailed_code()}, follow=True)

    assert page.redirect_chain[-1][0].startswith("/account/login/")
    assert "this browser" in page.content.decode()
    assert not is_signed_in(elsewhere)


def test_the_mail_says_that_the_code_belongs_to_one_browser(client):
    ask_for_code(client, make_user().email)

    assert "browser" in mail.outbox[0].body
