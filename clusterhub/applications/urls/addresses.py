"""A hosted call in an address: its call's word, of a second stage also that, and a cut-off."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class HostedConverter(StringConverter):
    regex = "[-a-zA-Z0-9_]+(?:/stage-2)?(?:/cut-off-[0-9]{1,15})?"


register_converter(HostedConverter, "hosted")
