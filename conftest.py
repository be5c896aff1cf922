import os

import pytest
from django.core.cache import cache
from django.db import connections
from hypothesis import HealthCheck, settings

# The same few examples every time; `HYPOTHESIS_PROFILE=thorough` looks for new ones.
_PATIENT = {"deadline": None, "suppress_health_check": list(HealthCheck)}
settings.register_profile("quick", max_examples=25, derandomize=True, **_PATIENT)
settings.register_profile("thorough", max_examples=1000, **_PATIENT)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


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


@pytest.fixture(autouse=True)
def _index_only_for_search(request, settings):
    """Keeping the search index takes half the time of a save; tests of search ask for it."""
    if not request.node.get_closest_marker("search"):
        default = settings.WAGTAILSEARCH_BACKENDS["default"]
        settings.WAGTAILSEARCH_BACKENDS = {"default": {**default, "AUTO_UPDATE": False}}
