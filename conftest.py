import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fast_and_separate(settings):
    """Quick hashing and an empty cache, so that no test feels another."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
