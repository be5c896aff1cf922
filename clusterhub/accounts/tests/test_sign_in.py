import re

import pytest
from django.core import mail
from django.urls import reverse

from clusterhub.accounts.models import User
from clusterhub.accounts.tests.makers import make_user

pytestmark = pytest.mark.django_db

LOGIN, CODE = "/account/login/", "/account/login/code/confirm/"
HERS, ATTACKERS = "192.0.2.7", "203.0.113.66"


def ask_for_code(client, email, **where):
    return client.post(LOGIN, {"login": email}, **where)


def mailed_code(number=-1):
    return re.search(r"^ {4}(\S+)$", mail.outbox[number].body, re.MULTILINE)[1]


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_a_code_by_email_signs_in_without_any_password(client):
    anna = make_user()

    asked = ask_for_code(client, anna.email)
    entered = client.post(CODE, {"code": mailed_code()})

    assert (asked.status_code, asked.url) == (302, CODE)
    assert (entered.status_code, entered.url) == (302, "/my/")
    assert is_signed_in(client)


def test_the_page_that_asked_for_sign_in_is_reached_afterwards(client):
    anna = make_user()
    profile = reverse("accounts:profile")

    asked = client.post(LOGIN, {"login": anna.email, "next": profile})
    entered = client.post(asked.url, {"code": mailed_code(), "next": profile})

    assert entered.url == profile


def test_a_wrong_code_gets_a_sentence_and_the_third_ends_this_attempt(client):
    anna = make_user()
    ask_for_code(client, anna.email)

    answers = [client.post(CODE, {"code": "WRONG"}) for _ in range(3)]

    assert "That is not the code we sent" in answers[0].content.decode()
    assert (answers[2].status_code, answers[2].url) == (302, "/account/login/code/")
    assert not is_signed_in(client)


def test_the_code_of_one_browser_is_worth_nothing_in_another(client):
    anna, other = make_user(), make_user()
    ask_for_code(client, anna.email)
    code = mailed_code()
    stranger = type(client)()
    ask_for_code(stranger, other.email)

    stranger.post(CODE, {"code": code})

    assert not is_signed_in(stranger)


def test_an_unknown_address_is_answered_exactly_like_a_known_one(client):
    anna = make_user(email="anna@example.org")
    stranger = type(client)()

    known, unknown = ask_for_code(client, anna.email), ask_for_code(stranger, "nobody@example.org")
    pages = [one.get(CODE).content.decode() for one in (client, stranger)]

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    without_address = [
        re.sub(r'value="[^"]{20,}"|[0-9a-f]{32}|anna@example.org|nobody@example.org', "", page)
        for page in pages
    ]
    assert without_address[0] == without_address[1]
    assert [message.to for message in mail.outbox] == [["anna@example.org"], ["nobody@example.org"]]
    assert "There is no account" in mail.outbox[1].body


def test_fifty_wrong_tries_do_not_keep_the_owner_out_and_do_stop_the_attacker(client):
    anna = make_user()
    answers = []

    for _ in range(50):
        attacker = type(client)(REMOTE_ADDR=ATTACKERS)
        answers.append(ask_for_code(attacker, anna.email))
        answers.append(attacker.post(CODE, {"code": "GUESS"}))
    mails_to_anna = len(mail.outbox)
    ask_for_code(client, anna.email, REMOTE_ADDR=HERS)
    client.post(CODE, {"code": mailed_code()}, REMOTE_ADDR=HERS)

    assert is_signed_in(client)
    assert mails_to_anna == 20
    assert [answer.status_code for answer in answers].count(429) == 30


def test_a_made_up_header_is_no_other_connection(client):
    answers = [
        ask_for_code(client, "somebody@example.org", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        for number in range(21)
    ]

    assert answers[-1].status_code == 429


def test_wrong_codes_from_one_connection_run_out_even_with_many_sessions(client):
    anna = make_user()
    ask_for_code(client, anna.email, REMOTE_ADDR=ATTACKERS)
    right = mailed_code()
    for _ in range(5):
        other = type(client)(REMOTE_ADDR=ATTACKERS)
        ask_for_code(other, anna.email)
        for _ in range(2):
            other.post(CODE, {"code": "GUESS"})

    limited = client.post(CODE, {"code": right}, REMOTE_ADDR=ATTACKERS)
    elsewhere = client.post(CODE, {"code": right}, REMOTE_ADDR=HERS)

    assert "Too many tries from your connection" in limited.content.decode()
    assert elsewhere.status_code == 302
    assert is_signed_in(client)


def test_too_many_tries_get_a_page_in_our_face(client):
    for _ in range(21):
        answer = ask_for_code(client, "somebody@example.org")

    assert answer.status_code == 429
    assert "Your account is safe and not locked" in answer.content.decode()


@pytest.mark.parametrize(
    "written", ["", "nobody", "a\x00@example.org", "A" * 5000 + "@example.org"]
)
def test_what_is_no_address_gets_a_sentence_and_no_mail(client, written):
    answer = ask_for_code(client, written)

    assert answer.status_code == 200
    assert "Please check what you entered" in answer.content.decode()
    assert mail.outbox == []


def test_nobody_signs_in_to_a_closed_down_account(client):
    anna = make_user(is_active=False)

    ask_for_code(client, anna.email)

    assert "There is no account" in mail.outbox[0].body


def test_signing_up_asks_an_address_then_a_name_and_each_consent(client):
    client.post("/account/signup/", {"email": "New.Person@Example.org"})
    confirmed = client.post("/account/confirm-email/", {"code": mailed_code()})
    early = client.get(reverse("accounts:profile"))
    refused = client.post(confirmed.url, {"name": "New Person"})
    finished = client.post(confirmed.url, {"name": "New Person", "terms": "on", "contact": "on"})

    person = User.objects.get(email="new.person@example.org")
    assert confirmed.url == reverse("accounts:welcome")
    assert early.status_code == 302
    assert "Without the terms we cannot open your account" in refused.content.decode()
    assert finished.status_code == 302
    assert is_signed_in(client)
    assert (person.name, person.has_usable_password()) == ("New Person", False)
    assert sorted(person.consents.current().values_list("purpose", flat=True)) == [
        "contact",
        "terms",
    ]
    assert all(consent.version and consent.given_at for consent in person.consents.all())


def test_signing_up_with_a_taken_address_looks_the_same_and_tells_only_its_owner(client):
    make_user(email="anna@example.org")
    fresh = type(client)()

    taken = client.post("/account/signup/", {"email": "anna@example.org"})
    free = fresh.post("/account/signup/", {"email": "new@example.org"})

    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    assert "You have one already" in mail.outbox[0].body
    assert User.objects.filter(email__iexact="anna@example.org").count() == 1


def test_changed_terms_are_put_before_everybody_at_the_next_sign_in(client):
    anna = make_user()
    anna.consents.update(version="2020-01")
    ask_for_code(client, anna.email)

    entered = client.post(CODE, {"code": mailed_code()})
    page = client.get(entered.url).content.decode()
    client.post(entered.url, {"name": anna.name, "terms": "on"})

    assert "Our terms have changed" in page
    assert is_signed_in(client)
    versions = anna.consents.order_by("pk").values_list("version", "withdrawn_at")
    assert [(version, ended is None) for version, ended in versions] == [
        ("2020-01", False),
        ("2026-11", True),
    ]


def test_a_broken_mail_server_gets_a_sentence(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    anna = make_user()

    page = client.post(LOGIN, {"login": anna.email}, follow=True).content.decode()

    assert "could not be sent just now" in page


@pytest.mark.parametrize("address", ["/account/password/reset/", "/account/password/change/"])
def test_there_are_no_password_pages(client, address):
    answer = client.get(address)

    assert answer.url == "/account/2fa/"


@pytest.mark.parametrize("door", ["/staff/", "/editing/"])
def test_staff_use_the_one_sign_in_page(client, door):
    answer = client.get(door, follow=True)

    assert answer.request["PATH_INFO"] == LOGIN
