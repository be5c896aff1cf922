"""Parts that look the same on many pages are rendered once a process and kept, and what filters offer for a minute."""

from collections import OrderedDict
from datetime import datetime
from functools import lru_cache, partial
from hashlib import sha256
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import dateformat
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from clusterhub.web.rereading import noted

# A calendar of some years in a few languages; each entry is four short words.
DAYS_KEPT = 5000
# A page of each list in a few variants; lines have one or two thousand letters.
PARTS_KEPT = 2048
OFFERS_KEPT_SECONDS = 60
# Whole articles of some ten thousand letters.
ARTICLES_KEPT = 256
_articles, _articles_lock = OrderedDict(), Lock()


def kept_part(template, **values):
    """A template that depends on nothing but these values, the language and the settings."""
    if settings.DEBUG:
        return _rendered(template, **values)
    return _kept(template, get_language(), settings.ROOT_URLCONF, settings.SITE_NAME, **values)


@lru_cache(maxsize=PARTS_KEPT, typed=True)  # Text marked as safe is not the same as text.
def _kept(template, _language, _urlconf, _site_name, **values):
    return _rendered(template, **values)


def _rendered(template, **values):
    return mark_safe(render_to_string(template, values))


def kept_article(content, render):
    """What `render()` makes of `content`: plain values that say everything which it depends on,
    apart from language and settings. Its own key, so what has changed is never shown as it was."""
    if settings.DEBUG:
        return render()
    facts = (content, get_language(), settings.ROOT_URLCONF, settings.SITE_NAME)
    key = sha256(repr(facts).encode()).digest()
    with _articles_lock:
        if key in _articles:
            _articles.move_to_end(key)
            return _articles[key]
    made = render()
    with _articles_lock:
        _articles[key] = made
        if len(_articles) > ARTICLES_KEPT:
            _articles.popitem(last=False)
    return made


def kept_offers(request, make):
    """What the filters of a list offer, out of `make()`, which asks the database.

    On the plain list of somebody who is not signed in, that is on most visits, it may be a minute
    old; where something is chosen, it is asked anew, so that a new choice is known at once.
    """
    if request.user.is_authenticated or request.GET:
        return make()
    name = f"offers:{request.path}:{get_language()}"
    found = noted(name, partial(cache.get, name))
    if found is None:
        found = make()
        cache.set(name, found, OFFERS_KEPT_SECONDS)
    return found


def day_words(day):
    """Weekday, number and month of a day; of a moment, the day in the moment's own zone."""
    return _day_words(day.date() if isinstance(day, datetime) else day, get_language())


@lru_cache(maxsize=DAYS_KEPT)
def _day_words(day, _language):
    return {
        "iso": day.isoformat(),
        "weekday": dateformat.format(day, "l"),
        "number": str(day.day),
        "month": dateformat.format(day, "M Y"),
    }
