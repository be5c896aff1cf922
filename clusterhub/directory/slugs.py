from itertools import count

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from clusterhub.directory.names import fold

RESERVED = {"new", "feed", "calendar"}  # Addresses of their own beside the slugs.


def create_with_slug(model, words, **fields):
    """Create a row whose slug comes from `words`, numbered when it is taken."""
    row = None
    for slug in _slugs(model, words):
        try:
            with transaction.atomic():
                row = model.objects.create(slug=slug, **fields)
            break
        except IntegrityError:
            # Somebody took it since we looked; any other trouble is not about the slug.
            if not model.objects.filter(slug=slug).exists():
                raise
    return row


def _slugs(model, words):
    length = model._meta.get_field("slug").max_length - 6
    base = slugify(fold(words))[:length].strip("-") or model._meta.model_name
    for number in count(1):
        slug = base if number == 1 else f"{base}-{number}"
        if slug not in RESERVED and not model.objects.filter(slug=slug).exists():
            yield slug
