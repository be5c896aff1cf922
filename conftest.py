import pytest
from django.core.cache import cache
from django.db import connections


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """tests/database.py has made a complete copy already; nothing to create."""
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(autouse=True)
def _fast_and_separate(settings):
    """Quick hashing and an empty cache, so that no test feels another."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
