"""Makes a portrait out of whatever file somebody chose: small, square, and nothing else in it.

The picture is drawn anew, so that no place, camera, comment or second file travels along.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 4 * 1024 * 1024
MAX_PIXELS = 40_000_000
SMALLEST_SIDE = 100
SIDE = 400


class PhotoRefused(Exception):
    """`reason` is one of: empty, too_big, no_picture, too_many_pixels, too_small."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def portrait(file):
    """A square JPEG of the picture in `file` (bytes of a JPEG, PNG or WebP)."""
    content = file.read(MAX_BYTES + 1)
    if not content:
        raise PhotoRefused("empty")
    if len(content) > MAX_BYTES:
        raise PhotoRefused("too_big")
    picture = _opened(content)
    if min(picture.size) < SMALLEST_SIDE:
        raise PhotoRefused("too_small")
    drawn = BytesIO()
    _square(picture).save(drawn, "JPEG", quality=85, optimize=True)
    return drawn.getvalue()


def _opened(content):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=FORMATS)
            if picture.width * picture.height > MAX_PIXELS:
                raise PhotoRefused("too_many_pixels")
            picture.load()
            return ImageOps.exif_transpose(picture)
    except PhotoRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoRefused("too_many_pixels") from None
    except Exception:  # Pillow's readers raise almost anything at a spoiled file.
        raise PhotoRefused("no_picture") from None


def _square(picture):
    picture = picture.convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    return ImageOps.fit(paper.convert("RGB"), (SIDE, SIDE))
