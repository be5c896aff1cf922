from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from clusterhub.web.arrival import arrival_of

pytestmark = pytest.mark.pure


def _arrival(words):
    return arrival_of(RequestFactory().get("/", HTTP_X_REQUEST_START=words))


def test_without_a_header_of_a_proxy_the_site_notes_its_own_moment(settings):
    settings.ARRIVAL_HEADER = ""
    forged = timezone.now() - timedelta(seconds=60)

    assert timezone.now() - _arrival(f"t={forged.timestamp()}") < timedelta(seconds=5)


@pytest.mark.parametrize("form", ["t={:.3f}", "{:.3f}", "milli", "t=micro"])
def test_a_proxy_says_when_the_request_came_before_it_waited(settings, form):
    settings.ARRIVAL_HEADER = "X-Request-Start"
    came = timezone.now() - timedelta(seconds=7)
    seconds = came.timestamp()
    words = {"milli": f"{int(seconds * 1e3)}", "t=micro": f"t={int(seconds * 1e6)}"}

    found = _arrival(words.get(form) or form.format(seconds))

    assert abs(found - came) < timedelta(milliseconds=2)


@pytest.mark.parametrize("words", ["", "yesterday", "t=", "t=9" * 9, "9" * 16, "nan", "١" * 10])
def test_nonsense_the_future_and_what_is_too_old_are_not_believed(settings, words):
    settings.ARRIVAL_HEADER = "X-Request-Start"

    assert timezone.now() - _arrival(words) < timedelta(seconds=5)
    old = timezone.now() - timedelta(hours=1)
    assert timezone.now() - _arrival(f"t={old.timestamp()}") < timedelta(seconds=5)
    future = timezone.now() + timedelta(hours=1)
    assert _arrival(f"t={future.timestamp()}") <= timezone.now()
