"""A program outside that is told things: a small server with a certificate of its own."""

import ssl
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from clusterhub.web import fetching

HOST = "hooks.example"


class Receiver:
    """Keeps (headers, body) of each call and answers with `status`; where it drips, byte by byte."""

    def __init__(self, folder):
        self.drips = False
        self.calls, self.status, self.location = [], 200, ""
        self.content, self.tag = b"", ""  # What stands there, for those who fetch it.
        self.pages = {}  # {path: content} beside it.
        self.certificate = make_certificate(folder)
        self.server = HTTPServer(("127.0.0.1", 0), _handler(self))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_port
        self.url = f"https://{HOST}:{self.port}/told"
        Thread(target=self.server.serve_forever, args=[0.05], daemon=True).start()


def _handler(receiver):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers.get("Content-Length", 0))
            receiver.calls.append((dict(self.headers), self.rfile.read(length)))
            self.send_response(receiver.status)
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.send_header("Content-Length", "100" if receiver.drips else "0")
            self.end_headers()
            with suppress(OSError):
                for _byte in range(100 if receiver.drips else 0):
                    self.wfile.write(b".")
                    time.sleep(0.1)

        def do_GET(self):
            is_known = receiver.tag and self.headers.get("If-None-Match") == receiver.tag
            content = receiver.pages.get(self.path, receiver.content)
            content = b"" if is_known else content
            self.send_response(304 if is_known else receiver.status)
            self.send_header("ETag", receiver.tag)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_values):
            pass

    return Handler


@pytest.fixture
def receiver(tmp_path, monkeypatch):
    made = Receiver(tmp_path)
    monkeypatch.setattr(fetching, "PORTS", (443, made.port))
    monkeypatch.setattr(fetching, "resolve", lambda _host, _port: "127.0.0.1")
    monkeypatch.setattr(
        fetching, "trusted", lambda: ssl.create_default_context(cafile=made.certificate)
    )
    yield made
    made.server.shutdown()
    made.server.server_close()


def make_certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    kind, encoding = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    path = folder / "certificate.pem"
    path.write_bytes(key.private_bytes(encoding, kind, plain) + made.public_bytes(encoding))
    return str(path)
