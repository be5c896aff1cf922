import json

import pytest
from django.urls import get_resolver

from clusterhub.api.endpoints import api

pytestmark = pytest.mark.django_db


def test_the_description_is_openapi_of_everything_there_is(client):
    told = client.get("/api/v1/openapi.json")

    made = told.json()
    own = {f"/api/v1/{path}" for _prefix, router in api._routers for path in router.path_operations}
    assert made["openapi"] == "3.1.0"
    assert set(made["paths"]) == own
    assert all(
        "401" in each["responses"] for path in made["paths"].values() for each in path.values()
    )
    assert told["Cache-Control"] == "public, max-age=300"


def test_nothing_in_the_description_lets_contacts_in_or_out(client):
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]

    told = {name: json.dumps(schema).lower() for name, schema in schemas.items()}
    assert not [name for name, words in told.items() if "phone" in words]
    # An organiser registers people, at the door too, and reads who comes, by scopes of their own.
    with_mail = {name for name, words in told.items() if "email" in words}
    assert with_mail == {"RegistrationOut", "NewRegistration", "NewWalkIn"}


def test_the_page_says_all_that_the_description_says_and_runs_no_script(client):
    made = client.get("/api/v1/openapi.json").json()

    page = client.get("/api/").content.decode()

    for path, methods in made["paths"].items():
        assert path in page
        for operation in methods.values():
            assert operation["summary"] in page
            assert all(f"<code>{each['name']}</code>" in page for each in operation["parameters"])
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "<script" not in main and "style=" not in main and "`" not in main


def test_no_page_of_another_maker_is_served():
    names = [str(pattern.pattern) for pattern in get_resolver().url_patterns]

    assert not any("docs" in name for name in names)
    assert api.docs_url is None


def test_one_address_is_not_anothers(client):
    assert client.get("/api/v1/").json()["links"]["organisations"].endswith("/api/v1/organisations")
    assert client.get("/api/v2/").status_code == 404
