from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import RequestFactory

from clusterhub.accounts.tests.makers import make_user
from clusterhub.api import limits
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.web import counting
from clusterhub.web.file_cache import FileCache

pytestmark = pytest.mark.django_db
START = "/api/v1/"


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    monkeypatch.setattr(limits, "ANONYMOUS", 3)
    monkeypatch.setattr(limits, "WITH_TOKEN", 5)
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_015)


def statuses(client, times, **options):
    return [client.get(START, **options).status_code for _ in range(times)]


def test_an_address_asks_so_often_in_a_minute(client):
    answers = [client.get(START) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[3].json()["error"]["code"] == "too-many"
    assert answers[3]["Retry-After"] == "45"
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]


def test_the_next_minute_is_a_new_one(client, monkeypatch):
    statuses(client, 4)

    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_060)

    assert statuses(client, 1) == [200]


def test_addresses_are_counted_apart_and_a_household_together(client):
    statuses(client, 4, REMOTE_ADDR="2001:db8:1:2::1")

    assert statuses(client, 1, REMOTE_ADDR="2001:db8:1:2:ffff::9") == [429]
    assert statuses(client, 1, REMOTE_ADDR="2001:db8:1:3::1") == [200]
    assert statuses(client, 1, REMOTE_ADDR="192.0.2.7") == [200]


def test_all_tokens_of_a_person_share_a_limit(client):
    holder = make_user()
    first, second = make_secret(holder), make_secret(holder)

    used = statuses(client, 5, headers=bearer(first))

    assert used == [200] * 5
    assert statuses(client, 1, headers=bearer(second)) == [429]
    assert statuses(client, 1, headers=bearer(make_secret())) == [200]
    assert statuses(client, 1) == [200]


def test_wrong_tokens_count_as_the_address_that_sends_them(client):
    assert statuses(client, 4, headers=bearer("ch_wrong")) == [401, 401, 401, 429]
    assert statuses(client, 1) == [429]


def test_a_made_up_address_of_a_proxy_is_not_believed(client):
    used = [
        client.get(START, headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code
        for number in range(4)
    ]

    assert used[-1] == 429


def test_many_first_requests_at_once_are_all_counted_in_files(monkeypatch, tmp_path):
    files = FileCache(str(tmp_path), {})
    monkeypatch.setattr(counting, "cache", files)
    monkeypatch.setattr(limits, "ANONYMOUS", 20)

    with ThreadPoolExecutor(16) as pool:
        request = RequestFactory().get(START)
        counts = list(pool.map(lambda _number: limits.count(request, None), range(60)))

    assert sorted(count.used for count in counts) == list(range(1, 61))
    assert sum(count.is_over for count in counts) == 40
