import gzip
import json

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from clusterhub.web import bundles, views


def test_the_components_show_in_light_and_dark(client, db):
    response = client.get(reverse("web:components"))

    assert response.status_code == 200
    html = response.content.decode()
    assert html.count('<section class="specimen"') == 2
    assert " style=" not in html
    assert "<script>" not in html


def test_the_stylesheet_holds_every_component_and_is_kept_for_a_year(client):
    bundle = bundles.stylesheet()

    response = client.get(reverse("web:stylesheet", args=[bundle.version]))

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert response.content == bundle.body
    assert all(path.read_bytes() in bundle.body for path in bundles.paths("css"))


@pytest.mark.parametrize("kind", ["css", "js"])
def test_no_style_or_script_is_forgotten(kind):
    assert set(bundles.FOLDER.glob(f"*.{kind}")) == set(bundles.paths(kind))


def test_an_old_version_gets_the_present_script_but_not_for_long(client):
    response = client.get(reverse("web:script", args=["old"]), headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(response.content) == bundles.script().body
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Accept-Encoding" in response["Vary"]


def test_a_chosen_theme_is_kept_without_script_or_account(db):
    client = Client(enforce_csrf_checks=True)

    response = client.post(
        reverse("web:preferences"),
        {"theme": "dark"},
        headers={"Referer": "http://testserver/about/components/"},
    )

    assert response["Location"] == "http://testserver/about/components/"
    assert 'data-theme="dark">' in client.get("/about/components/").content.decode().split("\n")[1]


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_after_a_choice_one_stays_on_this_site(client, back):
    response = client.post(reverse("web:preferences"), {"theme": "<b>", "next": back})

    assert response["Location"] == "/"
    assert not response.cookies


def test_a_missing_page_searches_for_the_words_of_its_address(rf, db):
    request = rf.get("/events/2023/clean-steel_partnership/")
    request.user = None

    response = views.not_found(request)

    assert response.status_code == 404
    assert views.words_in(request.path) == "events clean steel partnership"
    assert "There is no page at this address" in response.content.decode()


def test_a_broken_page_answers_without_the_database_and_names_the_request(rf):
    request = rf.get("/")
    request.id = "abc-12345678"

    response = views.server_error(request)

    assert response.status_code == 500
    assert "<code>abc-12345678</code>" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [(views.bad_request, 400), (views.forbidden, 403), (views.csrf_failure, 403)],
)
def test_each_error_page_says_that_nothing_was_changed(rf, db, view, status):
    request = rf.get("/")
    request.user = None

    response = view(request)

    assert response.status_code == status
    assert "Nothing was changed" in response.content.decode()


def test_a_deadline_is_a_drawing_that_needs_no_inline_style():
    html = render_to_string(
        "web/components/deadline_bar.html",
        {"words": "3 days left", "days_left": 3, "state": "soon"},
    )

    assert '<rect width="3" height="1"/>' in html
    assert "3 days left" in html


def test_a_program_is_told_of_a_missing_twin_as_data(client, db):
    answer = client.get("/organisations/nobody-of-this-name.json")

    message = "There is nothing at this address."
    assert answer.status_code == 404
    assert answer.json() == {"error": {"code": "not-found", "message": message, "fields": {}}}


def test_a_program_is_told_of_a_mistake_of_ours_as_data(rf):
    answer = views.server_error(rf.get("/events/talk.json"))

    assert answer.status_code == 500
    assert json.loads(answer.content)["error"]["code"] == "server-error"
