"""A sign-in service that speaks OpenID Connect, on this machine, for as long as a test runs."""

import base64
import contextlib
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "clusterhub", "a secret between two servers"
ANNA = {
    "sub": "anna-1",
    "email": "anna@example.org",
    "email_verified": True,
    "name": "Anna Svensson",
}
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Service:
    """Tells `person` about whoever comes; `claims`, `headers` and `keys` may be spoiled."""

    def __init__(self, address):
        self.address = address
        self.key = KEY
        self.signing_key, self.algorithm, self.name_of_key = self.key, "RS256", "first"
        self.person, self.claims, self.told = dict(ANNA), {}, {}
        self.codes, self.is_broken, self.sends_id_token = {}, False, True

    def configuration(self):
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/people",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self):
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "first", "use": "sig", "alg": "RS256"}]}

    def authorise(self, address):
        """What the service's own page does when somebody agrees: the address to go back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def token(self, typed):
        asked = self.codes.pop(typed.get("code"), None)
        digest = hashlib.sha256(typed.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            asked is None
            or challenge != asked["code_challenge"]
            or typed["client_secret"] != SECRET
        ):
            return {"error": "invalid_grant"}
        answer = {"access_token": "let-me-in", "token_type": "Bearer"}
        return answer | ({"id_token": self.id_token(asked)} if self.sends_id_token else {})

    def id_token(self, asked):
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": asked.get("nonce"), **self.person, **self.claims,
        }  # fmt: skip
        return jwt.encode(
            {name: value for name, value in claims.items() if value is not None},
            self.signing_key, self.algorithm, headers={"kid": self.name_of_key},
        )  # fmt: skip


def handler(service):
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            pages = {
                "/.well-known/openid-configuration": service.configuration,
                "/keys": service.keys,
                "/people": lambda: service.person | service.told,
            }
            self.answer(pages[self.path]())

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer = service.token({name: values[0] for name, values in parse_qs(body).items()})
            self.answer(answer, 400 if "error" in answer else 200)

        def answer(self, content, status=200):
            body = b"<h1>Please come back later</h1>"
            if not service.is_broken:
                body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words):
            pass

    return Answers


@contextlib.contextmanager
def running_service():
    server = ThreadingHTTPServer(("127.0.0.1", 0), None)
    service = Service(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = handler(service)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    service.stop = server.server_close
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
