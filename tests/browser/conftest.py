"""A page in a real browser: Debian's Chromium, or the one that CHROMIUM names."""

import os
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.chromium import find
from tests.browser.site import ADAM, ANNA, ERIC, EVA, VERA, prepared, site

__all__ = ["prepared", "site"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # One process for the pages of a person: each costs half a second, and so does a spare one.
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
]
LOOK = {
    "viewport": {"width": 1280, "height": 900},
    "locale": "en-GB",
    "timezone_id": "Europe/Helsinki",
}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = find()
    if not path:
        pytest.skip("No Chromium here: install the package chromium, or name one in CHROMIUM.")
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def own_context(chromium, **changes):
    """A browser of its own for one person; no request may go to anybody but this machine."""
    context = chromium.new_context(**(LOOK | changes))
    context.set_default_timeout(30_000)
    asked = []
    context.on("request", lambda request: asked.append(urlsplit(request.url)))
    yield context
    context.close()
    strangers = {
        address.geturl()
        for address in asked
        if address.scheme not in {"data", "blob"} and address.hostname != "localhost"
    }
    assert strangers == set()


@contextmanager
def watched(page):
    """Fails its test when a script breaks or the content security policy is violated."""
    complaints = []
    listeners = {
        "pageerror": lambda error: complaints.append(str(error)),
        "console": lambda message: complaints.append(message.text),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield page
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert [words for words in complaints if not words.startswith("Failed to load resource")] == []


@pytest.fixture
def browser_context(chromium):
    with own_context(chromium) as context:
        yield context


@pytest.fixture
def page(browser_context):
    with watched(browser_context.new_page()) as page:
        yield page


@pytest.fixture
def page_without_script(chromium):
    with own_context(chromium, java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def sign_in(site):
    """Signs a page in by the demonstration's one click, and comes back to `path`."""

    def sign_in(page, email, path="/"):
        page.goto(f"{site.url}/account/login/?next={path}")
        page.locator(f"form:has(input[value='{email}']) button").click()
        page.wait_for_url(site.url + path)

    return sign_in


@pytest.fixture(scope="session")
def keys(chromium, site, sign_in):
    """The cookies of the demonstration's people, by name; nobody has none."""
    kept = {"nobody": None}
    for name, email in {"Anna": ANNA, "Eva": EVA, "Adam": ADAM, "Vera": VERA, "Eric": ERIC}.items():
        with own_context(chromium) as context:
            sign_in(context.new_page(), email)
            kept[name] = context.storage_state()
    return kept


@pytest.fixture
def page_of(chromium, keys):
    """Opens a page for one of these people; closed and judged at the end of the test."""
    with ExitStack() as stack:

        def open_page(name, **changes):
            context = own_context(chromium, storage_state=keys[name], **changes)
            return stack.enter_context(watched(stack.enter_context(context).new_page()))

        yield open_page


@pytest.fixture(scope="module")
def kept_open(chromium, keys):
    """One page for each person, opened when first asked for, closed at the end of the module."""
    pages = {}
    with ExitStack() as stack:

        def kept(name):
            if name not in pages:
                context = own_context(chromium, storage_state=keys[name])
                pages[name] = stack.enter_context(context).new_page()
            return pages[name]

        yield kept


@pytest.fixture
def same_page_of(kept_open):
    """As `page_of`, for tests that only look: styles and scripts are read once, not at each test."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(watched(kept_open(name)))
