"""Settings that are read directly are those that Django gives, also while a test changes them."""

from django.conf import LazySettings, settings
from django.test import override_settings

from clusterhub.web.quick_settings import read_settings_directly


def test_a_setting_is_what_it_is_now(monkeypatch):
    monkeypatch.setattr(LazySettings, "__getattribute__", object.__getattribute__)  # Put back then.
    read_settings_directly()

    before = settings.SITE_NAME
    with override_settings(SITE_NAME="Another"):
        during = settings.SITE_NAME

    assert (during, settings.SITE_NAME) == ("Another", before)
    assert not hasattr(settings, "NO_SUCH_SETTING")
