"""One stylesheet and one script out of many small files, joined in memory: no build step."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

FOLDER = Path(__file__).parent / "static" / "web"

STYLES = [
    "tokens", "base", "header", "search", "form", "breadcrumbs", "badge", "dateblock", "deadline",
    "person", "list", "card", "filters", "table", "timeline", "notice", "pagination", "empty",
    "dialog", "progress", "figure", "doubt", "trail", "reading", "print",
]  # fmt: skip
SCRIPTS = ["theme", "time_zone", "search", "dialog", "copy", "autosave", "forms"]


@dataclass(frozen=True)
class Bundle:
    body: bytes
    gzipped: bytes
    content_type: str
    version: str


def stylesheet():
    return _bundle("css")


def script():
    return _bundle("js")


def _bundle(kind):
    # While developing, an edited file shows at the next request.
    newest = max(path.stat().st_mtime_ns for path in paths(kind)) if settings.DEBUG else 0
    return _join(kind, newest)


def paths(kind):
    names = STYLES if kind == "css" else SCRIPTS
    return [FOLDER / f"{name}.{kind}" for name in names]


@lru_cache(maxsize=4)
def _join(kind, _newest):
    parts = [path.read_text(encoding="utf-8") for path in paths(kind)]
    if kind == "js":
        # Braces keep one file's names from the next one's.
        parts = [f"{{\n{part}}}\n" for part in parts]
    body = "\n".join(parts).encode()
    return Bundle(
        body=body,
        gzipped=gzip.compress(body, mtime=0),
        content_type="text/css" if kind == "css" else "text/javascript",
        version=hashlib.sha256(body).hexdigest()[:12],
    )
