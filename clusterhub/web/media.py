"""Uploaded files, for installations without a web server in front that serves them."""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404
from django.views.static import serve

# What a browser only shows and never runs; anything else is not served at all.
IMAGES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"}


def media(request, path):
    """One uploaded image, kept for a day; its name changes when its content does."""
    if PurePosixPath(path).suffix.lower() not in IMAGES:
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = "public, max-age=86400"
    return response
