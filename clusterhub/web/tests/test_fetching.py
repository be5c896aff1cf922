"""Addresses that people give us are asked only where they lead out of the house."""

import socket

import pytest

from clusterhub.web import fetching
from clusterhub.web.fetching import NoAnswer, NotToBeFetched, is_public, look_at, post, resolve

pytestmark = pytest.mark.pure
INNER = [
    "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "::ffff:10.0.0.1",
    "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1", "2001:0:1::1", "2001:db8::1",
]  # fmt: skip


def answering(*addresses):
    """A resolver that gives these, one set at each call."""
    sets = iter(addresses)

    def getaddrinfo(host, port, **_more):
        found = next(sets)
        found = [found] if isinstance(found, str) else found
        family = socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    return getaddrinfo


@pytest.mark.parametrize("address", INNER)
def test_no_inner_address_is_public(address):
    assert is_public(address) is False


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "8.8.8.8"])
def test_addresses_of_the_internet_are(address):
    assert is_public(address) is True


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://hooks.example/", "not-https"),
        ("ftp://hooks.example/", "not-https"),
        ("file:///etc/passwd", "not-https"),
        ("javascript:alert(1)", "not-https"),
        ("https://", "no-address"),
        ("https://hooks.example:22/", "port"),
        ("https://hooks.example:99999/", "no-address"),
        ("https://anna:secret@hooks.example/", "no-address"),
        ("https://hooks.example/a b", "no-address"),
        ("https://hooks.example/\r\nHost: x", "no-address"),
        ("https://höks.example/", "no-address"),
        (f"https://hooks.example/{'x' * 500}", "no-address"),
    ],
)
def test_what_is_no_such_address_is_refused_before_a_name_is_resolved(address, code):
    with pytest.raises(NotToBeFetched) as refusal:
        look_at(address)

    assert refusal.value.code == code


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["93.184.216.34", "127.0.0.1"]])
def test_a_name_with_any_inner_address_is_refused(monkeypatch, addresses):
    monkeypatch.setattr(fetching.socket, "getaddrinfo", answering(addresses))

    with pytest.raises(NotToBeFetched):
        resolve("hooks.example", 443)


def test_numbers_in_other_spellings_lead_no_further():
    for host in ("127.1", "0x7f000001", "2130706433", "localhost", "[::1]"):
        with pytest.raises((NotToBeFetched, NoAnswer)):
            post(f"https://{host}/", b"{}", {})


def test_a_name_that_changes_its_mind_is_asked_once_and_pinned(monkeypatch):
    monkeypatch.setattr(
        fetching.socket, "getaddrinfo", answering("93.184.216.34", "127.0.0.1", "127.0.0.1")
    )
    reached = []

    def create_connection(place, *_more):
        reached.append(place)
        raise OSError("nobody there")

    monkeypatch.setattr(fetching.socket, "create_connection", create_connection)

    with pytest.raises(NoAnswer):
        post("https://hooks.example/", b"{}", {})

    assert reached == [("93.184.216.34", 443)]
