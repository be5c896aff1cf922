"""Makes a portrait out of whatever file somebody chose: small, square, and nothing else in it.

The picture is drawn anew, so that no place, camera, comment or second file travels along.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 4 * 1024 * 1024
# A camera writes JPEG, which is read small; the others have to be unpacked in full.
MAX_PIXELS = {"JPEG": 64_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
SMALLEST_SIDE = 100
SIDE = 400
ENOUGH = 2 * SIDE
NEAREST = Image.Resampling.NEAREST


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
    drawn = BytesIO()
    _square(picture).save(drawn, "JPEG", quality=85, optimize=True)
    return drawn.getvalue()


def _opened(content):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=FORMATS)
            if picture.width * picture.height > MAX_PIXELS[picture.format]:
                raise PhotoRefused("too_many_pixels")
            if min(picture.size) < SMALLEST_SIDE:
                raise PhotoRefused("too_small")
            return _shrunk(picture)
    except PhotoRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoRefused("too_many_pixels") from None
    except Exception:  # Pillow's readers raise almost anything at a spoiled file.
        raise PhotoRefused("no_picture") from None


def _shrunk(picture):
    """The picture a few times larger than it will be, upright, before its colours are touched."""
    picture.draft("RGB", (ENOUGH, ENOUGH))  # A JPEG is then not even unpacked in full.
    picture.load()
    factor = max(1, min(picture.size) // ENOUGH)
    if picture.mode in ("L", "RGB", "CMYK"):
        picture = picture.reduce(factor)
    else:
        # Palettes cannot be mixed, and mixing what is transparent takes seconds.
        picture = picture.resize([side // factor for side in picture.size], NEAREST)
    return ImageOps.exif_transpose(picture)


def _square(picture):
    picture = picture.convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    return ImageOps.fit(paper.convert("RGB"), (SIDE, SIDE))
