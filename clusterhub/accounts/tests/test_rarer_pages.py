"""Every page of allauth that somebody can reach speaks our words and wears our face."""

from pathlib import Path

import allauth
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.template.loader import get_template

from clusterhub.accounts.tests.makers import make_user
from clusterhub.accounts.tests.test_second_factor import figures, somebody_with_an_app
from clusterhub.accounts.tests.test_sign_in import CODE, ask_for_code, is_signed_in, mailed_code

THEIRS = Path(allauth.__file__).parent / "templates"
# No password and no telephone here, codes instead of links, one sign-in page, no trusted browsers.
NEVER_SHOWN = (
    "account/password", "account/confirm_password", "account/email/password", "account/messages/p",
    "account/phone", "account/confirm_phone", "account/base_manage_p", "account/reauthenticate",
    "account/request_login_code", "account/signup_by_passkey", "account/signup_closed",
    "account/verification_sent", "account/verified_email_required", "account/email_confirm.html",
    "account/email.html", "mfa/trust", "mfa/webauthn/signup_form",
)  # fmt: skip
# They only put a page into a layout, or give another file a second name.
ONLY_FRAMES = ("base_", "base.html", "account_connected_updated.txt")
APPS = ("account/", "mfa/", "socialaccount/", "usersessions/")


def templates():
    for path in sorted(THEIRS.rglob("*.*")):
        name = path.relative_to(THEIRS).as_posix()
        is_ours_to_say = name.startswith(APPS) and "/snippets/" not in name
        is_shown = not name.startswith(NEVER_SHOWN) and not path.name.startswith(ONLY_FRAMES)
        if is_ours_to_say and is_shown:
            yield name


@pytest.mark.parametrize("name", templates())
def test_no_words_of_a_library_are_shown(name):
    origin = Path(get_template(name).origin.name)

    assert origin.is_relative_to(settings.BASE_DIR / "clusterhub"), name


def assert_ours(page, heading):
    text = page.content.decode()
    assert page.status_code == 200
    assert f"<h1>{heading}</h1>" in text
    assert '<main id="content"' in text
    assert " style=" not in text


@pytest.mark.django_db
def test_the_second_step_says_what_is_wanted(client):
    person, secret = somebody_with_an_app()
    ask_for_code(client, person.email)

    page = client.post(CODE, {"code": mailed_code()}, follow=True)
    client.post("/account/2fa/authenticate/", {"code": figures(secret)})

    assert_ours(page, "The second step")
    assert is_signed_in(client)


def signed_in_twice(client):
    """Somebody who has just shown once more that it is her, with one of her recovery codes."""
    person, secret = somebody_with_an_app()
    codes = RecoveryCodes.activate(person).get_unused_codes()
    ask_for_code(client, person.email)
    client.post(CODE, {"code": mailed_code()})
    client.post("/account/2fa/authenticate/", {"code": figures(secret)})
    client.post("/account/2fa/reauthenticate/", {"code": codes[0]})
    return person


@pytest.mark.django_db
def test_a_recovery_code_lets_in_once(client):
    person, _secret = somebody_with_an_app()
    codes = RecoveryCodes.activate(person).get_unused_codes()
    again = type(client)()

    for browser in (client, again):
        ask_for_code(browser, person.email)
        browser.post(CODE, {"code": mailed_code()})
        browser.post("/account/2fa/authenticate/", {"code": codes[0]})

    assert (is_signed_in(client), is_signed_in(again)) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("recovery-codes/", "Recovery codes"),
        ("recovery-codes/generate/", "Make new recovery codes"),
        ("totp/deactivate/", "Stop using the app"),
        ("webauthn/keys/{key}/edit/", "Rename a passkey"),
        ("webauthn/keys/{key}/remove/", "Remove a passkey"),
        ("reauthenticate/", "Is it still you?"),
    ],
)
def test_the_pages_of_the_second_step_are_ours(client, address, heading):
    person = signed_in_twice(client)
    key = Authenticator.objects.create(
        user=person,
        type="webauthn",
        data={"name": "Blue <b>key</b>", "credential": {"clientExtensionResults": {}}},
    )

    page = client.get(f"/account/2fa/{address.format(key=key.pk)}")

    assert_ours(page, heading)
    assert "<b>key</b>" not in page.content.decode()


@pytest.mark.django_db
def test_new_recovery_codes_are_shown_and_kept_as_a_file(client):
    signed_in_twice(client)

    page = client.post("/account/2fa/recovery-codes/generate/", follow=True).content.decode()
    file = client.get("/account/2fa/recovery-codes/download/").content.decode()

    codes = file.split()
    assert len(codes) == 10
    assert all(f"<code>{code}</code>" in page for code in codes)


@pytest.mark.django_db
def test_the_page_of_other_services_is_ours(client):
    client.force_login(make_user())

    assert_ours(client.get("/account/3rdparty/"), "Other sign-in services")


@pytest.mark.django_db
def test_a_switched_off_account_gets_a_page(client):
    assert_ours(client.get("/account/inactive/"), "This account is switched off")
