import time

import pytest
from allauth.core.context import request_context
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail

from clusterhub.accounts.tests.makers import make_user
from clusterhub.accounts.tests.test_sign_in import CODE, ask_for_code, is_signed_in, mailed_code

pytestmark = pytest.mark.django_db

SECOND = "/account/2fa/authenticate/"


def figures(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def somebody_with_an_app():
    person, secret = make_user(), generate_totp_secret()
    TOTP.activate(person, secret)
    return person, secret


def test_setting_up_an_app_shows_a_picture_and_sends_a_notice(
    client, django_capture_on_commit_callbacks
):
    client.force_login(make_user())
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret

    with django_capture_on_commit_callbacks() as afterwards:
        answer = client.post("/account/2fa/totp/activate/", {"code": figures(secret)})
    with request_context(answer.wsgi_request):
        for callback in afterwards:
            callback()

    assert 'src="data:image/svg+xml' in page.content.decode()
    assert answer.status_code == 302
    assert mail.outbox[0].subject == "An authenticator app was added at ClusterHub"


def test_an_app_is_asked_for_after_the_code(client):
    person, secret = somebody_with_an_app()
    ask_for_code(client, person.email)

    first = client.post(CODE, {"code": mailed_code()})
    before = is_signed_in(client)
    client.post(SECOND, {"code": figures(secret)})

    assert (first.url, before, is_signed_in(client)) == (SECOND, False, True)


def test_wrong_figures_end_this_sign_in_and_no_other(client):
    person, secret = somebody_with_an_app()
    ask_for_code(client, person.email)
    client.post(CODE, {"code": mailed_code()})

    answers = [client.post(SECOND, {"code": "000000"}) for _ in range(5)]
    after = client.post(SECOND, {"code": figures(secret)})
    owner = type(client)(REMOTE_ADDR="192.0.2.7")
    ask_for_code(owner, person.email)
    owner.post(CODE, {"code": mailed_code()})
    owner.post(SECOND, {"code": figures(secret)})

    assert "sign in again from the start" in answers[4].content.decode()
    assert after.url == "/account/login/"
    assert not is_signed_in(client)
    assert is_signed_in(owner)
