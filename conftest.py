import gc
import os
from functools import lru_cache

import pytest
from django.core.cache import cache
from django.db import connections
from django.db.models.signals import post_save
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler

from clusterhub.activity.kept import forget_pages
from clusterhub.documents.writing import pdf_problem, to_pdf
from clusterhub.funding.finding.keeper import forget_board
from tests import signing_in
from tests.database import put_back

DATABASES = {"db", "transactional_db", "live_server"}
# The same few examples every time; `HYPOTHESIS_PROFILE=thorough` looks for new ones.
_PATIENT = {"deadline": None, "suppress_health_check": list(HealthCheck)}
settings.register_profile("quick", max_examples=25, derandomize=True, **_PATIENT)
settings.register_profile("thorough", max_examples=1000, **_PATIENT)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
# Instead of a flush, which takes the rows of the migrations, too, and gives content types new numbers.
TransactionTestCase._fixture_teardown = lambda case: put_back()
signing_in.install()


@pytest.hookimpl(tryfirst=True)  # Before `-m` chooses.
def pytest_collection_modifyitems(items):
    for item in items:
        if "clusterhub" in item.path.relative_to(item.config.rootpath).parts and _asks_none(item):
            item.add_marker(pytest.mark.pure)
        if to_pdf in getattr(getattr(item, "callspec", None), "params", {}).values():
            item.add_marker(pytest.mark.pdf)


def _asks_none(item):
    """Whether it may ask no database; one that tries to is refused, so marking it is safe."""
    return not (item.get_closest_marker("django_db") or DATABASES & set(item.fixturenames))


def pytest_collection_finish():
    """What was imported stays; looking through it for rubbish took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


def pytest_runtest_setup(item):
    if item.get_closest_marker("pdf") and (problem := pdf_problem()):
        pytest.skip(problem)


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
    settings.WHITENOISE_AUTOREFRESH = True  # Else each client lists all static files first.
    cache.clear()
    forget_pages()
    forget_board()


@pytest.fixture(autouse=True)
def _index_only_for_search(request, settings):
    """Keeping the search index takes half the time of a save; tests of search ask for it."""
    is_asked = bool(request.node.get_closest_marker("search"))
    settings.SEARCH_DIR = request.getfixturevalue("tmp_path") / "search" if is_asked else None
    _keep_index(is_asked)


@lru_cache(maxsize=1)  # Each change makes Django forget whom it tells of what.
def _keep_index(is_kept):
    change = post_save.connect if is_kept else post_save.disconnect
    for model in get_indexed_models():
        change(post_save_signal_handler, sender=model)
