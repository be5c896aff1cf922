"""What a reader may set without an account: the theme, the language. Kept in cookies only."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

THEME_COOKIE = "theme"
THEMES = {"system": _("Automatic"), "light": _("Light"), "dark": _("Dark")}
ONE_YEAR = 365 * 24 * 60 * 60


def chosen_theme(request):
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else "system"


def remember_preferences(response, submitted):
    """Keep what is valid; say nothing about the rest."""
    if (theme := submitted.get("theme")) in THEMES:
        _keep(response, THEME_COOKIE, theme)
    if (language := submitted.get("language")) in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)


def _keep(response, name, value):
    response.set_cookie(
        name, value, max_age=ONE_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
