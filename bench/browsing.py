"""Visitors over HTTP/1.1 with cookies, on the standard library, so that nothing must be installed.

Many at once in one process; its own CPU time is not the server's and is not counted.
"""

import asyncio
import re
from html import unescape
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode()


class Visitor:
    """One browser: its own cookies, one connection, an address of its own behind the proxy."""

    def __init__(self, port, address):
        self.port, self.address = port, address
        self.cookies, self.statuses = {}, []
        self._reader = self._writer = None

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exception):
        self._close()

    async def get(self, path, **headers):
        return await self._ask("GET", path, b"", headers)

    async def post(self, path, **values):
        """As a form does it, led on to the page that follows."""
        if token := self.cookies.get("token"):
            values["csrfmiddlewaretoken"] = token
        kind = "application/x-www-form-urlencoded"
        reply = await self._ask("POST", path, urlencode(values).encode(), {"Content-Type": kind})
        if reply.status in (302, 303):
            return await self.get(urlsplit(reply.headers["location"]).path)
        return reply

    async def _ask(self, method, path, body, headers):
        for attempt in (1, 2):  # A connection that was kept open may have been closed meanwhile.
            try:
                reply = await self._once(method, path, body, headers)
                break
            except (ConnectionError, asyncio.IncompleteReadError):
                self._close()
                if attempt == 2:
                    raise
        self.statuses.append(reply.status)
        if found := TOKEN.search(reply.text) if "html" in reply.headers["content-type"] else None:
            self.cookies["token"] = unescape(found[1])
        return reply

    async def _once(self, method, path, body, headers):
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        sent = {name: value for name, value in self.cookies.items() if name != "token"}
        lines = {
            "Host": f"localhost:{self.port}",
            "Accept-Language": "en",
            "X-Forwarded-For": self.address,
            "Origin": f"http://localhost:{self.port}",
            "Content-Length": str(len(body)),
            **({"Cookie": "; ".join(f"{n}={v}" for n, v in sent.items())} if sent else {}),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{n}: {v}\r\n" for n, v in lines.items())
        self._writer.write(head.encode() + b"\r\n" + body)
        await self._writer.drain()
        return await self._read()

    async def _read(self):
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status, headers = int(head[0].split()[1]), {}
        for line in filter(None, head[1:]):
            name, _colon, value = line.partition(": ")
            if name.lower() == "set-cookie":
                key, _sign, word = value.partition(";")[0].partition("=")
                self.cookies[key] = word
            headers[name.lower()] = value
        if headers.get("transfer-encoding") == "chunked":
            return Reply(status, headers, await self._chunks())
        length = int(headers.get("content-length", 0))
        headers.setdefault("content-type", "")
        return Reply(status, headers, await self._reader.readexactly(length))

    async def _chunks(self):
        parts = []
        while size := int(await self._reader.readline(), 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readline()
        await self._reader.readline()
        return b"".join(parts)

    def _close(self):
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


async def read(port, path, *, clients, count, **headers):
    """`count` views of one page by `clients` at once; the last reply. Anything but 200 stops it."""
    left, last = iter(range(count)), None

    async def one(number):
        nonlocal last
        async with Visitor(port, f"10.9.0.{number}") as visitor:
            for _ in left:
                last = await visitor.get(path, **headers)
                assert last.status in (200, 304), f"{path} answered {last.status}"

    await asyncio.gather(*(one(number) for number in range(clients)))
    return last
