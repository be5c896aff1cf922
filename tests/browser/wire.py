"""A wire to the site that can be cut: what a browser calls offline lets some requests through when
a page is loaded again, a wire that is cut lets none."""

import socket
import threading
from contextlib import suppress


class Wire:
    """Passes bytes between a port of its own and the site's, until `cut`."""

    def __init__(self, site):
        self.address = ("127.0.0.1", int(site.url.rpartition(":")[2]))
        self.site, self.is_whole, self.ends = site, True, set()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self.door.getsockname()[1]}"
        threading.Thread(target=self._open, daemon=True).start()

    def through(self, address):
        """The same page by this wire."""
        return address.replace(self.site.url, self.url)

    def cut(self, page):
        self.is_whole = False
        for end in list(self.ends):
            _close(end)
        page.context.set_offline(True)

    def mend(self, page):
        self.is_whole = True
        page.context.set_offline(False)

    def close(self):
        self.is_whole = False
        _close(self.door)

    def _open(self):
        with suppress(OSError):
            while True:
                near, _address = self.door.accept()
                self._join(near)

    def _join(self, near):
        try:
            far = socket.create_connection(self.address) if self.is_whole else None
        except OSError:
            far = None
        if far is None:
            _close(near)
            return
        self.ends |= {near, far}
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one, other):
        with suppress(OSError):
            while self.is_whole and (some := one.recv(65536)):
                other.sendall(some)
        for end in (one, other):
            _close(end)
            self.ends.discard(end)


def _close(end):
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
