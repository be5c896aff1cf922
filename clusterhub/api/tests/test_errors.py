import pytest
from django.test import Client

from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.operations import withdraw
from clusterhub.directory.tests.makers import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    client = Client()
    client.raise_request_exception = False
    return client


def error(response):
    assert response["Content-Type"] == "application/json"
    (told,) = response.json().items()
    assert told[0] == "error"
    assert set(told[1]) == {"code", "message", "fields"}
    assert told[1]["message"]
    return response.status_code, told[1]["code"]


@pytest.mark.parametrize(
    "path",
    ["no", "no/", "organisations/", "organisations/no-such-thing", "organisations/a/b", "x.json",
     "organisations/%00", "vocabularies/", "..%2f..%2faccount/"],
)  # fmt: skip
def test_what_is_not_there_is_told_as_data(program, path):
    assert error(program.get(f"/api/v1/{path}"))[0] in (404, 422)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["", "organisations", "openapi.json", "no"])
def test_a_method_that_nobody_needs_is_refused_as_data(program, method, path):
    answer = program.generic(method, f"/api/v1/{path}")

    assert error(answer) == (405, "wrong-method")
    assert answer["Allow"] == "GET, HEAD, POST, PATCH"


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "memberships"), ("PATCH", "organisations"), ("POST", "organisations/x"),
     ("PATCH", "vocabularies"), ("POST", "openapi.json")],
)  # fmt: skip
def test_an_address_refuses_what_others_know(program, method, path):
    answer = program.generic(method, f"/api/v1/{path}", "{}", content_type="application/json")

    assert error(answer) == (405, "wrong-method")
    assert "GET" in answer["Allow"] or "POST" in answer["Allow"]


def test_a_mistake_of_ours_is_told_as_data(program, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("secret words")

    monkeypatch.setattr("clusterhub.api.endpoints.memberships.format_for", broken)

    answer = program.get("/api/v1/memberships")

    assert error(answer) == (500, "server-error")
    assert b"secret words" not in answer.content


def test_what_was_public_once_says_so_and_nothing_more(program):
    organisation = make_organisation(name="Zyzzyva")
    withdraw(organisation, by=None)

    answer = program.get(f"/api/v1/organisations/{organisation.slug}")

    assert error(answer) == (410, "taken-back")
    assert b"Zyzzyva" not in answer.content


def test_head_says_what_get_would(program):
    make_organisation()

    whole, head = program.get("/api/v1/organisations"), program.head("/api/v1/organisations")

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(whole.content))
    assert head["ETag"] == whole["ETag"]


@pytest.mark.parametrize(
    "query",
    ["after=-1", "after=99999999999999999999", "limit=1001", "limit=x", "q=" + "x" * 101,
     "box=200,0,1,1x", "box=" + "9" * 5000, "kind=" + "&kind=sme" * 40, "country=%00",
     "member_of=../..", "sector=99999", "limit=1&limit=2&x=1", "freshness=", "q=%ff", "former=1"],
)  # fmt: skip
def test_hostile_filters_are_refused_and_break_nothing(program, query):
    answer = program.get(f"/api/v1/organisations?{query}")

    if answer.status_code != 200:
        assert error(answer) == (422, "invalid")
    assert answer.status_code == 422 or query == "q=%ff"


def test_hostile_slugs_of_ties_find_nothing(program):
    for slug in ("%00", "' OR 1=1 --", "x" * 80, "%ff"):
        answer = program.get(f"/api/v1/memberships?organisation={slug}")

        assert (answer.status_code, answer.json()["memberships"]) == (200, [])
    assert error(program.get(f"/api/v1/memberships?whole={'x' * 81}")) == (422, "invalid")


def test_a_method_in_a_header_or_a_form_is_not_believed(program):
    organisation = make_organisation()
    headers = {"X-HTTP-Method-Override": "PATCH"} | bearer(make_secret(may_write=True))

    answer = program.post(
        f"/api/v1/organisations/{organisation.slug}", {"_method": "PATCH"}, headers=headers
    )

    assert error(answer) == (405, "wrong-method")
