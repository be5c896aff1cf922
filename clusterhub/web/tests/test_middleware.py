import json
import logging
import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from clusterhub.web.logs import JsonFormatter, RequestIdFilter
from clusterhub.web.middleware import (
    HtmxAnswersMiddleware,
    ReaderTimeZoneMiddleware,
    RequestIdMiddleware,
)


def test_an_answer_carries_the_request_id_that_a_proxy_gave(rf):
    answer = RequestIdMiddleware(lambda request: HttpResponse(request.id))

    response = answer(rf.get("/", headers={"X-Request-ID": "abc-12345678"}))

    assert response.content == b"abc-12345678"
    assert response["X-Request-ID"] == "abc-12345678"


@pytest.mark.parametrize(
    "given", ["", "short", "a b c d e f g h", "x" * 65, "<script>alert</script>"]
)
def test_a_request_id_that_is_missing_or_odd_is_replaced(rf, given):
    answer = RequestIdMiddleware(lambda request: HttpResponse())

    response = answer(rf.get("/", headers={"X-Request-ID": given}))

    assert re.fullmatch("[0-9a-f]{32}", response["X-Request-ID"])


def test_a_log_line_is_json_with_the_request_id_and_extras(rf):
    lines = []

    def view(request):
        lines.append(logged("Read %s", "a file", extra={"line_count": 3}))
        return HttpResponse()

    RequestIdMiddleware(view)(rf.get("/", headers={"X-Request-ID": "abc-12345678"}))
    lines.append(logged("Outside", extra={}))

    inside, outside = map(json.loads, lines)
    assert inside["message"] == "Read a file"
    assert inside["request_id"] == "abc-12345678"
    assert inside["line_count"] == 3
    assert "request_id" not in outside


def logged(words, *values, extra):
    record = logging.getLogger("clusterhub").makeRecord(
        "clusterhub", logging.INFO, "file.py", 1, words, values, None, extra=extra
    )
    RequestIdFilter().filter(record)
    return JsonFormatter().format(record)


def htmx_request(rf, method="get", **headers):
    request = getattr(rf, method)("/events/", headers=headers)
    request.htmx = HtmxDetails(request)
    return request


def test_a_get_is_kept_apart_from_its_fragment_by_caches(rf):
    answer = HtmxAnswersMiddleware(lambda request: HttpResponse())

    assert answer(htmx_request(rf))["Vary"] == "HX-Request"
    assert not answer(htmx_request(rf, "post")).has_header("Vary")


def test_an_expired_session_leads_the_whole_page_to_sign_in(rf):
    sign_in = resolve_url(settings.LOGIN_URL)
    answer = HtmxAnswersMiddleware(
        lambda request: HttpResponseRedirect(f"{sign_in}?next=/fragment/")
    )
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/events/?page=2"}

    response = answer(htmx_request(rf, **headers))
    without_htmx = answer(htmx_request(rf))

    assert response.status_code == 204
    assert response["HX-Redirect"] == f"{sign_in}?next=%2Fevents%2F%3Fpage%3D2"
    assert without_htmx.status_code == 302


def test_another_sites_address_is_not_where_one_returns_to(rf):
    sign_in = resolve_url(settings.LOGIN_URL)
    answer = HtmxAnswersMiddleware(lambda request: HttpResponseRedirect(sign_in))
    headers = {"HX-Request": "true", "HX-Current-URL": "https://elsewhere.example/events/"}

    response = answer(htmx_request(rf, **headers))

    assert response["HX-Redirect"] == f"{sign_in}?next=%2F"


def zone_seen(rf, cookies, user=None):
    request = rf.get("/")
    request.COOKIES = cookies
    request.user = user
    seen = []

    def view(request):
        seen.append((str(request.reader_zone), timezone.get_current_timezone_name()))
        return HttpResponse()

    ReaderTimeZoneMiddleware(view)(request)
    return seen[0]


def test_the_browsers_zone_becomes_the_current_one(rf):
    assert zone_seen(rf, {"time_zone": "Europe/Kyiv"}) == ("Europe/Kyiv", "Europe/Kyiv")
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE


@pytest.mark.parametrize(
    "name",
    ["", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "Europe", "a\0b", "é" * 10, "x" * 5000],
)
def test_a_zone_that_is_none_leaves_the_sites_own(rf, name):
    assert zone_seen(rf, {"time_zone": name}) == ("None", settings.TIME_ZONE)


def test_a_profiles_zone_goes_before_the_browsers(rf):
    cookies = {"time_zone": "Europe/Kyiv", settings.SESSION_COOKIE_NAME: "x"}
    member = SimpleNamespace(time_zone="Atlantic/Azores")

    assert zone_seen(rf, cookies, member) == ("Atlantic/Azores", "Atlantic/Azores")


def test_a_profile_without_zone_leaves_the_browsers(rf):
    cookies = {"time_zone": "Europe/Kyiv", settings.SESSION_COOKIE_NAME: "x"}
    member = SimpleNamespace(time_zone="")

    assert zone_seen(rf, cookies, member) == ("Europe/Kyiv", "Europe/Kyiv")
