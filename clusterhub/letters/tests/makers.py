"""A mail server of our own that refuses what a test tells it to, and letters that say little."""

import socketserver
from contextlib import contextmanager
from itertools import count
from threading import Thread

from django.utils import timezone

from clusterhub.letters.models import Letter
from clusterhub.letters.writing import Words

_numbers = count(1)
GONE = set()  # Numbers of rows about which nothing is true any more.


def write(letters):
    """Words for each; a renderer as apps have them."""
    return {
        letter.pk: Words(
            f"Subject {letter.about_id}",
            f"Dear {letter.to_address}, {letter.facts.get('words', 'hello')}.",
            stop_url="https://hub.example.org/stop/" if letter.facts.get("stop") else "",
        )
        for letter in letters
        if letter.about_id not in GONE
    }


def write_nothing(letters):
    raise ValueError("a template is missing")


def make_letter(renderer=write, **changes):
    number, now = next(_numbers), timezone.now()
    facts = {
        "renderer": f"{renderer.__module__}.{renderer.__qualname__}",
        "kind": "hello",
        "to_address": f"guest{number}@example.org",
        "about_kind": "test",
        "about_id": number,
        "not_before": now,
        "made_at": now,
    }
    return Letter.objects.create(**(facts | changes))


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads, allow_reuse_address = True, True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.refused, self.taken, self.connections = {}, [], 0

    @property
    def port(self):
        return self.server_address[1]

    def recipients(self):
        return sorted(to for to, _message in self.taken)


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.connections += 1
        self._say("220 here")
        to = ""
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"RCPT":
                to = line.partition(b"<")[2].partition(b">")[0].decode()
                self._say(self.server.refused.get(to, "250 ok"))
            elif verb == b"DATA":
                self._say("354 go on")
                self.server.taken.append((to, self._message()))
                self._say("250 taken")
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _message(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        return b"".join(lines).decode()

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server(settings):
    with MailServer() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "clusterhub.letters.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server
        server.shutdown()
