"""A mail server that keeps of each letter to whom it goes and the link in it."""

import asyncio
import re

LINK = re.compile(rb"https?://[^/\s]+(/r/[^/\s]+/)")


class Mailbox:
    def __init__(self):
        self.links, self.count = {}, 0

    async def open(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    def close(self):
        self._server.close()

    async def link_to(self, address, seconds=60):
        """The link of the first letter to her, as soon as it is here."""
        waiting = self.links.setdefault(address, asyncio.get_running_loop().create_future())
        return await asyncio.wait_for(asyncio.shield(waiting), seconds)

    async def _serve(self, reader, writer):
        to = ""
        writer.write(b"220 mailbox\r\n")
        try:
            while line := await reader.readline():
                verb = line[:4].upper()
                if verb == b"RCPT":
                    to = line.partition(b"<")[2].partition(b">")[0].decode().lower()
                if verb == b"DATA":
                    writer.write(b"354 go on\r\n")
                    self._take(to, await reader.readuntil(b"\r\n.\r\n"))
                writer.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
                await writer.drain()
                if verb == b"QUIT":
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        writer.close()

    def _take(self, to, message):
        self.count += 1
        found = LINK.search(message)
        waiting = self.links.setdefault(to, asyncio.get_running_loop().create_future())
        if found and not waiting.done():
            waiting.set_result(found[1].decode())
