import json

import pytest

from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.tests.makers import make_editor, make_organisation

pytestmark = pytest.mark.django_db
LIST = "/api/v1/organisations"
JSON = "application/json"


def error(response):
    return response.json()["error"]


def test_a_body_that_no_program_should_send_is_refused(client):
    organisation = make_organisation()
    secret = make_secret(make_editor(organisation), may_write=True)
    address, version = f"{LIST}/{organisation.slug}", organisation.version
    bodies = {
        "": 422,
        "{": 400,
        "[]": 422,
        "null": 422,
        '"text"': 422,
        "[" * 100_000: 400,
        '{"version":' + "[" * 50 + "]" * 50 + "}": 400,
        '{"version": NaN}': 400,
        '{"version": 1e999}': 422,
        '{"version": 99999999999999999999999}': 422,
        json.dumps({"version": version, "city": "a\0b"}): 400,
        f'{{"version": {version}, "city": "\\ud800"}}': 400,
        json.dumps({"version": str(version), "city": "Graz"}): 422,
        json.dumps({"version": version, "city": "x" * 200_000}): 413,
        json.dumps({"version": version, "languages": {"de": 1}}): 422,
        json.dumps({"version": version, "name": ""}): 422,
        json.dumps({"version": version, "name": "\u202e\u200b"[:1]}): 422,
        json.dumps({"version": version, "name": None, "kind": None}): 422,
        json.dumps({"version": version, "facilities": {"fab_labs": -1}}): 422,
        json.dumps({"version": version, "city": "Graz", "city ": "Linz"}): 422,
    }

    answers = {
        body[:60]: client.generic("PATCH", address, body, JSON, headers=bearer(secret))
        for body in bodies
    }

    assert [answer.status_code for answer in answers.values()] == list(bodies.values())
    assert all(set(error(each)) == {"code", "message", "fields"} for each in answers.values())
    organisation.refresh_from_db()
    assert (organisation.city, organisation.version) == ("", version)


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_only_json_is_read(client, content_type):
    organisation = make_organisation()
    secret = make_secret(make_editor(organisation), may_write=True)
    body = json.dumps({"version": organisation.version, "city": "Graz"})
    address = f"{LIST}/{organisation.slug}"

    answer = client.generic("PATCH", address, body, content_type, headers=bearer(secret))

    assert (answer.status_code, error(answer)["code"]) == (415, "wrong-content-type")


def test_a_body_of_six_million_bytes_is_refused_unread(client):
    secret = make_secret(may_write=True)

    answer = client.post(LIST, b"x" * 6_000_000, content_type=JSON, headers=bearer(secret))

    assert (answer.status_code, error(answer)["code"]) == (413, "too-large")
