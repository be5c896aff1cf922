"""Every address answers the methods it knows and refuses the others with 405 and a list."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.urls.resolvers import RoutePattern, URLPattern

ODD = ["OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "BREW"]
SAMPLES = {
    "int": "1", "slug": "some-thing", "str": "some-thing", "path": "some/thing.png", "uuid":
    "00000000-0000-4000-8000-000000000000",
}  # fmt: skip
# The health check tries to write without changing a row.
WRITES = re.compile("UPDATE|DELETE(?!.*1 = 0)|INSERT(?!.*django_session)")
NOT_OURS = ("/staff/", "/editing/", "/files/", "/_util/")


@pytest.fixture
def browser():
    client = Client()
    client.raise_request_exception = False
    return client


def addresses(patterns=None, before=""):
    """An example of every address in the URLconf, up to Wagtail's catch-all."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        here = before + example(entry.pattern)
        if isinstance(entry, URLPattern):
            yield "/" + here
        else:
            yield from addresses(entry.url_patterns, here)


def example(pattern):
    if not isinstance(pattern, RoutePattern):
        is_fixed = "(" not in str(pattern)
        return str(pattern).strip("^$").replace("\\Z", "") if is_fixed else "some-thing/"
    text = str(pattern)
    for name, converter in pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            text = text.replace(written, SAMPLES.get(kind, "some-thing"))
    return text


@pytest.mark.django_db
@pytest.mark.once  # Refused before any row is asked for.
@pytest.mark.parametrize("method", ODD)
def test_a_method_that_nobody_needs_is_refused_everywhere(browser, method):
    # Programs may PATCH; their addresses have the same test in clusterhub/api.
    found = [one for one in addresses() if not one.startswith("/api/v1/")]

    answers = {address: browser.generic(method, address) for address in found}

    assert len(found) > 300
    assert {response.status_code for response in answers.values()} == {405}
    assert {response["Allow"] for response in answers.values()} == {"GET, HEAD, POST"}


@pytest.mark.django_db
def test_a_page_that_is_only_read_takes_no_form(browser):
    ours = [one for one in addresses() if not one.startswith(NOT_OURS)]

    answers = {address: browser.post(address) for address in ours}

    taken = {address for address, answer in answers.items() if answer.status_code == 200}
    assert taken == {"/account/login/", "/account/signup/"}
    refused = [answer for answer in answers.values() if answer.status_code == 405]
    assert len(refused) > 50
    allowed = {"GET, HEAD", "GET, HEAD, OPTIONS", "GET", "GET, HEAD, PATCH"}
    assert {answer["Allow"] for answer in refused} <= allowed


@pytest.mark.django_db
def test_what_changes_something_is_never_done_by_looking(browser):
    ours = [one for one in addresses() if not one.startswith(NOT_OURS)]

    with CaptureQueriesContext(connection) as asked:
        for address in ours:
            browser.get(address)

    written = [each["sql"] for each in asked if WRITES.match(each["sql"])]
    assert written == []
