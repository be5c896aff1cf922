"""Requests that leave the house for an address that a person gave us: they never get into it.

The name is resolved once, every address that it has must be public, and the connection goes to the
one that was looked at: a name that means something else a moment later changes nothing. Redirects
are not followed and proxies of the environment not asked, since both would choose for us.
"""

import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress
from threading import Timer
from urllib.parse import urlsplit

PORTS = (443, 8443)
CONNECT_SECONDS, WHOLE_SECONDS = 5, 15
LONGEST_ADDRESS = 500
MOST_READ = 2000
CHUNK = 1 << 16
# Addresses in which another one is wrapped, which may be an inner one.
WRAPPING = [ipaddress.ip_network(net) for net in ("64:ff9b::/32", "2002::/16", "2001::/32")]


class NotToBeFetched(Exception):
    """An address that we do not ask: `code` says why."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class NoAnswer(Exception):
    """Nobody took it, or not in time."""


def look_at(address):
    """(host, port, path) of an address that may be asked, before any name is resolved."""
    try:
        parts = urlsplit(address)
        port = parts.port or 443
    except ValueError:
        raise NotToBeFetched("no-address") from None
    if parts.scheme != "https":
        raise NotToBeFetched("not-https")
    host = (parts.hostname or "").rstrip(".")
    is_plain = address.isascii() and address.isprintable() and " " not in address
    if not host or not is_plain or len(address) > LONGEST_ADDRESS:
        raise NotToBeFetched("no-address")
    if parts.username is not None or parts.password is not None:
        raise NotToBeFetched("no-address")
    if port not in PORTS:
        raise NotToBeFetched("port")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return host, port, path


def is_public(address):
    """Whether an address of the internet protocol lies outside of every inner net."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6 and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if any(ip in net for net in WRAPPING if net.version == ip.version):
        return False
    if ip.version == 6 and ip.is_site_local:  # fec0::/10: given up as a rule, not by every net.
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def resolve(host, port):
    """One public address of `host`; refused where any of them is not."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoAnswer("no such host") from None
    addresses = [place[4][0] for place in found]
    if not addresses or not all(is_public(each) for each in addresses):
        raise NotToBeFetched("inner")
    return addresses[0]


def post(address, body, headers):
    """Send `body` and give back the status of the answer; NotToBeFetched or NoAnswer otherwise."""
    host, port, path = look_at(address)
    connection = _Pinned(host, port, resolve(host, port))
    # The limits of a socket begin anew with each byte; somebody could answer for days.
    end = Timer(WHOLE_SECONDS, connection.cut)
    end.start()
    try:
        connection.request("POST", path, body=body, headers=headers)
        response = connection.getresponse()
        response.read(MOST_READ)
        return response.status
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer(str(error)[:200] or type(error).__name__) from None
    finally:
        end.cancel()
        connection.close()


def download(address, file, *, headers, most, seconds):
    """Write what stands at an address into `file`; gives back (status, headers of the answer).

    NotToBeFetched where it is longer than `most`, NoAnswer where it is not there in `seconds`.
    """
    host, port, path = look_at(address)
    connection = _Pinned(host, port, resolve(host, port))
    end = Timer(seconds, connection.cut)
    end.start()
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        while content := response.read(CHUNK):
            if file.tell() + len(content) > most:
                raise NotToBeFetched("too-large")
            file.write(content)
        return response.status, dict(response.getheaders())
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer(str(error)[:200] or type(error).__name__) from None
    finally:
        end.cancel()
        connection.close()


def trusted():
    return ssl.create_default_context()


class _Pinned(http.client.HTTPSConnection):
    """Goes to the address that was looked at, and demands the certificate of the name."""

    def __init__(self, host, port, address):
        super().__init__(host, port, timeout=CONNECT_SECONDS, context=trusted())
        self.address, self.wire = address, None

    def connect(self):
        plain = socket.create_connection((self.address, self.port), CONNECT_SECONDS)
        try:
            self.sock = self.wire = self._context.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise

    def cut(self):
        # `sock` is given up before the body is read, where the answer closes the connection.
        if self.wire is not None:
            with suppress(OSError):
                self.wire.shutdown(socket.SHUT_RDWR)
