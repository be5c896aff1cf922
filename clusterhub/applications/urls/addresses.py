"""A hosted call in an address: its call's word, and of a second stage also that."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class HostedConverter(StringConverter):
    regex = "[-a-zA-Z0-9_]+(?:/stage-2)?"


register_converter(HostedConverter, "hosted")
