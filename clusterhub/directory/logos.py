"""Makes a logo out of whatever file somebody chose: drawn anew, in its own proportions, as PNG."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 4 * 1024 * 1024
MAX_PIXELS = 16_000_000
SMALLEST_SIDE = 32
FRAME = (600, 300)


class LogoRefused(Exception):
    """`reason` is one of: empty, too_big, no_picture, too_many_pixels, too_small."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def logo(file):
    """A PNG of the picture in `file`, small enough for a page and with nothing else in it."""
    return redrawn(file, FRAME)


def redrawn(file, frame, colours=None):
    """The same within any frame; few `colours` make a plan a small file."""
    content = file.read(MAX_BYTES + 1)
    if not content:
        raise LogoRefused("empty")
    if len(content) > MAX_BYTES:
        raise LogoRefused("too_big")
    try:
        return _drawn(content, frame, colours)
    except LogoRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise LogoRefused("too_many_pixels") from None
    except Exception:  # Pillow's readers raise almost anything at a spoiled file.
        raise LogoRefused("no_picture") from None


def _drawn(content, frame, colours):
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture = Image.open(BytesIO(content), formats=FORMATS)
    # Only the head of the file has been read so far.
    if picture.width * picture.height > MAX_PIXELS:
        raise LogoRefused("too_many_pixels")
    if min(picture.size) < SMALLEST_SIDE:
        raise LogoRefused("too_small")
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail(frame)
    drawn = BytesIO()
    fresh = Image.frombytes("RGBA", upright.size, upright.tobytes())
    fresh = fresh.quantize(colours, method=Image.Quantize.FASTOCTREE) if colours else fresh
    fresh.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()
