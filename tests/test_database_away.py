"""What people see while the database is away, damaged, or may not be written to."""

import contextlib

import pytest
from django.core.management import call_command
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.events.tests.makers import make_event
from clusterhub.web.database_trouble import UNPREPARED, trouble_of
from tests.database import ON_POSTGRESQL

SECRETS = ("127.0.0.1", "password", "nobody_here", "Traceback", ".sqlite3", "psycopg")


@contextlib.contextmanager
def connected_to(**changes):
    """The same site, with a database that is somewhere else."""
    before = {name: connection.settings_dict[name] for name in changes}
    connection.close()
    connection.settings_dict.update(changes)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


@contextlib.contextmanager
def only_readable():
    on, off = (
        ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")
        if ON_POSTGRESQL
        else ("PRAGMA query_only = 1", "PRAGMA query_only = 0")
    )
    with connection.cursor() as cursor:
        cursor.execute(on)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(off)


@pytest.fixture(params=["no database", "damaged", "nobody there"])
def away(request, tmp_path, django_db_blocker):
    if ON_POSTGRESQL:
        changes = {
            "no database": {"NAME": "nobody_here"},
            "damaged": {"USER": "nobody_here", "PASSWORD": "wrong"},
            "nobody there": {"HOST": "127.0.0.1", "PORT": "9"},
        }[request.param]
    else:
        file = tmp_path / "nobody_here.sqlite3"
        file.write_bytes({"no database": b"A letter to my aunt.\n" * 500}.get(request.param, b""))
        if request.param == "damaged":
            file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
        if request.param == "nobody there":
            file = tmp_path / "missing" / "nobody_here.sqlite3"
        changes = {"NAME": str(file)}
    with django_db_blocker.unblock(), connected_to(**changes):
        yield


@pytest.fixture
def browser():
    client = Client()
    client.raise_request_exception = False
    return client


def test_healthz_says_503_and_why_but_not_where(browser, away):
    response = browser.get("/healthz")

    assert response.status_code == 503
    assert response.json()["status"] == "broken"
    assert response.json()["checks"]["Database"]
    assert not any(secret in response.content.decode() for secret in SECRETS)


@pytest.mark.parametrize("cookie", ["", "abcdefghijklmnopqrstuvwxyz012345"])
@pytest.mark.parametrize("address", ["/", "/status/", "/events/", "/search/?q=x", "/no-such/"])
def test_every_page_says_that_the_database_is_away(browser, away, address, cookie):
    if cookie:
        browser.cookies["sessionid"] = cookie

    response = browser.get(address)

    page = response.content.decode()
    assert response.status_code == 503
    assert "The database is not there just now" in page
    assert response["Retry-After"] == "30"
    assert not any(secret in page for secret in SECRETS)


def test_the_doctor_says_what_the_database_said(away, capsys):
    with pytest.raises(SystemExit):
        call_command("doctor")

    assert "BROKEN   Database: " in capsys.readouterr().out


@pytest.mark.skipif(ON_POSTGRESQL, reason="an empty file is a database of SQLite only")
def test_an_empty_database_asks_for_its_tables(browser, tmp_path, django_db_blocker, capsys):
    with django_db_blocker.unblock(), connected_to(NAME=str(tmp_path / "new.sqlite3")):
        health = browser.get("/healthz")
        with pytest.raises(SystemExit):
            call_command("doctor")

    assert health.status_code == 503
    assert health.json()["checks"]["Database"] == "Its tables are missing or old."
    assert "→ clusterhub migrate" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_read_only_database_can_be_read_and_healthz_says_so(browser):
    event = make_event()

    with only_readable():
        health = browser.get("/healthz")
        status = browser.get("/status/")
        page = browser.get(event.get_absolute_url())

    assert (health.status_code, page.status_code) == (503, 200)
    assert health.json()["checks"]["Database"] == "It can be read but not written."
    assert "It can be read but not written." in status.content.decode()


@pytest.mark.django_db(transaction=True)
def test_who_saves_while_nothing_can_be_written_gets_it_all_back(browser):
    person = sign_in(browser, "member")
    text = "A very long name <b>with</b> all that somebody has typed"

    with only_readable():
        response = browser.post(
            reverse("accounts:profile"), {"name": text, "languages": ["fr", "de"]}
        )

    page = response.content.decode()
    person.refresh_from_db()
    assert response.status_code == 503
    assert "it is not lost" in page
    assert 'name="name" value="A very long name &lt;b&gt;with&lt;/b&gt; all that' in page
    assert page.count('name="languages"') == 2
    assert f'action="{reverse("accounts:profile")}"' in page
    assert person.name != text


@pytest.mark.django_db(transaction=True)
def test_signing_in_while_nothing_can_be_written_gets_a_sentence(browser):
    with only_readable():
        response = browser.post("/account/login/", {"login": "anna@example.org"})

    assert response.status_code == 503
    assert "Nothing can be saved just now" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "trouble"),
    [
        ("SELEC nonsense", None),
        ("SELECT 1 FROM no_such_table", UNPREPARED),
        ("INSERT INTO django_site_lost DEFAULT VALUES", UNPREPARED),
        ("INSERT INTO django_content_type (app_label, model) VALUES (NULL, NULL)", None),
    ],
)
def test_a_mistake_in_our_question_is_not_called_an_absent_database(question, trouble):
    with pytest.raises(Error) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(question)

    assert trouble_of(caught.value) == trouble
