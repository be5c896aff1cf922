"""`client.force_login` in one statement: Django makes a session, replaces it and saves it again."""

from secrets import token_hex

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

_as_django_does = Client._login


def sign_in_at_once(client, user, backend=None):
    """A session as signing in leaves it; whoever had one already signs in as Django does."""
    if settings.SESSION_COOKIE_NAME in client.cookies:
        _as_django_does(client, user, backend)
        return
    request = HttpRequest()
    request.session = session = SessionStore()
    session[SESSION_KEY] = user._meta.pk.value_to_string(user)
    session[BACKEND_SESSION_KEY] = backend or user.backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session._session_key = token_hex(16)
    session.create_model_instance(session._session).save(force_insert=True)
    client._set_login_cookies(request)


def install():
    Client._login = sign_in_at_once
