"""Whatever fits the description is taken, whatever does not is refused, and each answer fits it."""

import logging
from functools import cache
from itertools import cycle

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from clusterhub.accounts.tests.makers import make_user
from clusterhub.api import limits
from clusterhub.api.description import description
from clusterhub.api.models import FOR_EVENTS
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.tests.makers import make_country, make_member, make_organisation
from clusterhub.events.tests.makers import make_admission, make_registration
from clusterhub.matchmaking.tests.on_the_day import make_pair
from clusterhub.matchmaking.tests.rows import make_matchmaking

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.search,
    pytest.mark.slow,
]
EXAMPLES = 8
WRONG, RIGHT = GenerationMode.NEGATIVE, GenerationMode.POSITIVE
# Nothing can be wrong about an address that takes nothing.
CASES = [
    (path, method, mode)
    for path, methods in description()["paths"].items()
    for method, operation in methods.items()
    for mode in (RIGHT, WRONG)
    if mode == RIGHT or operation["parameters"] or "requestBody" in operation
]


@cache
def whole_api():
    """Made once: it looks through all our code for values to try."""
    schema = schemathesis.openapi.from_dict(description())
    schema.app = get_wsgi_application()
    return schema


@pytest.fixture
def api(monkeypatch):
    """The description with a small directory behind it; nobody counts the minute."""
    monkeypatch.setattr(limits, "ANONYMOUS", 10**9)
    monkeypatch.setattr(limits, "WITH_TOKEN", 10**9)
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    # A request would close the connection in whose transaction the test is.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield whole_api()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known():
    """A secret of somebody who may change everything, and slugs that there are."""
    make_country()
    cluster = make_organisation(name="Timber Alps", latitude=48.3, longitude=14.3)
    make_member(cluster)
    holder = make_user(roles=["editor"])
    event = make_admission(places=4).event
    registration = make_registration(event)
    make_pair(matchmaking=make_matchmaking(event=event))
    slugs = cycle([cluster.slug, make_organisation(is_published=False).slug])
    keys = {"slug": slugs, "event": cycle([event.slug]), "uid": cycle([str(registration.uid)])}
    return bearer(make_secret(holder, may_write=True, scopes=FOR_EVENTS)), keys


@pytest.mark.parametrize(("path", "method", "mode"), CASES)
def test_every_answer_fits_the_description(api, known, path, method, mode):
    headers, keys = known
    operation = api[path][method.upper()]
    # Which countries and regions there are only the lists know, not the description.
    unasked = [positive_data_acceptance] if method != "get" else []

    @seed(20261123)
    @settings(max_examples=EXAMPLES, derandomize=True, database=None)
    @given(operation.as_strategy(generation_mode=mode), st.booleans())
    def check(case, is_real):
        for name in case.path_parameters if is_real and mode == RIGHT else ():
            kind = "event" if name == "slug" and "/events/" in path else name
            if kind in keys:
                case.path_parameters[name] = next(keys[kind])
        case.call_and_validate(headers=headers, excluded_checks=unasked)

    check()
