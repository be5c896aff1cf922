"""Uploaded files, for installations without a web server in front that serves them."""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404
from django.views.decorators.http import require_safe
from django.views.static import serve

# What a browser only shows and never runs; anything else is not served at all.
IMAGES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"}
# Portraits and scaled pictures. Originals may belong to a draft; they stay where they are.
FOLDERS = {"people", "images"}


@require_safe
def media(request, path):
    """One uploaded image, kept for a day; its name changes when its content does."""
    wanted = PurePosixPath(path)
    if wanted.suffix.lower() not in IMAGES or wanted.parts[0] not in FOLDERS:
        raise Http404
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    response["Cache-Control"] = "public, max-age=86400"
    return response
