"""A word or address as a square that cameras read, black on white whatever the theme is."""

from io import BytesIO

import segno

QUIET_ZONE = 4  # As wide as the norm says; narrower, some cameras do not find it.


def qr_svg(text):
    drawn = BytesIO()
    _code(text).save(drawn, kind="svg", scale=4, border=QUIET_ZONE, light="white", xmldecl=False)
    return drawn.getvalue()


def qr_data_address(text):
    """For an image inside a page; no address of its own that could be guessed."""
    return _code(text).svg_data_uri(scale=4, border=QUIET_ZONE, light="white")


def _code(text):
    return segno.make(text, error="m", micro=False)
