"""Where our server could be made to knock, and what others could read of it."""

import socket

import pytest
from django.core.exceptions import PermissionDenied

from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.models import Entry
from clusterhub.api.models import Webhook
from clusterhub.api.operations.webhooks import end_webhook, make_webhook, run_webhooks, switch_on
from clusterhub.api.tests.receiving import receiver
from clusterhub.events.tests.makers import make_event
from clusterhub.funding.tests.makers import make_call
from clusterhub.web import fetching

__all__ = ["receiver"]
INNER = [
    *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "::1"),
    *("100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.0.170"),
    *("::", "::127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:7f00:1", "64:ff9b::7f00:1", "fe80::1%eth0"),
    *(
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:1::",
        "fc00::1",
        "fd00::1",
        "fec0::1",
        "ff02::1",
    ),
]


@pytest.mark.pure
@pytest.mark.parametrize("address", INNER)
def test_no_inner_address_is_public_in_whichever_dress(address):
    assert not fetching.is_public(address)


@pytest.mark.pure
@pytest.mark.parametrize(
    "address",
    [
        *("http://a.example/", "ftp://a.example/", "file:///etc/passwd", "https:///x", "https://"),
        *(
            "https://a.example:22/",
            "https://a.example:80/",
            "https://u:p@a.example/",
            "//a.example",
        ),
        *("https://a.example/\r\nHost: b", "https://a.example/\x00", "https://a.example:99999/"),
        *("https://[::1/", "https://a.example/ x", "https://" + "a" * 600),
    ],
)
def test_no_odd_address_is_looked_at(address):
    with pytest.raises(fetching.NotToBeFetched):
        fetching.look_at(address)


@pytest.mark.pure
@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "017700000001", "127.1", "localhost"])
def test_numbers_in_disguise_lead_to_no_inner_net(host):
    with pytest.raises((fetching.NotToBeFetched, fetching.NoAnswer)):
        fetching.resolve(host, 443)


@pytest.mark.pure
def test_one_inner_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    found = [(None, None, None, "", (each, 443)) for each in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_where, **_how: found)

    with pytest.raises(fetching.NotToBeFetched):
        fetching.resolve("changes.example", 443)


@pytest.mark.django_db
def test_nobody_is_told_of_events_and_drafts_that_are_not_hers():
    address, stranger = "https://hooks.example/x", make_user()
    draft = make_call(is_published=False)

    for about in ({"event": make_event()}, {"call": draft}):
        with pytest.raises(PermissionDenied):
            make_webhook(url=address, by=stranger, **about)

    assert not Webhook.objects.exists()


@pytest.mark.django_db
def test_nobody_ends_or_switches_on_what_is_anothers():
    webhook = make_webhook(url="https://hooks.example/x", by=make_user(), query="")

    for operation in (end_webhook, switch_on):
        with pytest.raises(PermissionDenied):
            operation(webhook, by=make_user())


@pytest.mark.django_db
def test_the_path_of_an_address_stands_in_no_trail():
    make_webhook(url="https://hooks.example/services/S3CRET", by=make_user(), query="")

    assert "S3CRET" not in str(list(Entry.objects.values()))


@pytest.mark.django_db
def test_a_suspended_account_is_told_nothing(receiver):
    owner = make_user()
    make_webhook(url=receiver.url, by=owner, query="")
    make_call()
    type(owner).objects.filter(pk=owner.pk).update(is_active=False)

    run_webhooks()

    assert receiver.calls == []
