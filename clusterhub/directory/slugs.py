from itertools import count

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from clusterhub.directory.names import fold

# Addresses of their own beside the slugs.
RESERVED = {
    "new",
    "feed",
    "calendar",
    "coming",
    "past",
    "map",
    "suggest",
    "import",
    "mine",
    "compare",
    "moderation",
    "submit",
    "templates",
    "timeline",
    "months",
    "embedded",
    "embedding",
    "for-you",
    "alerts",
}


def create_with_slug(model, words, **fields):
    """Create a row whose slug comes from `words`, numbered when it is taken."""
    row = model(**fields)
    save_with_slug(row, words)
    return row


def save_with_slug(row, words):
    """Store a new row under the first free slug that `words` give."""
    for slug in _slugs(type(row), words):
        row.slug = slug
        try:
            with transaction.atomic():
                row.save(force_insert=True)
            return
        except IntegrityError:
            # Somebody took it since we looked; any other trouble is not about the slug.
            if not type(row).objects.filter(slug=slug).exists():
                raise


def free_slug(model, words, taken=()):
    """For a row that is stored together with others, which have `taken` theirs."""
    return next(slug for slug in _slugs(model, words) if slug not in taken)


def _slugs(model, words):
    length = model._meta.get_field("slug").max_length - 6
    base = slugify(fold(words))[:length].strip("-") or model._meta.model_name
    for number in count(1):
        slug = base if number == 1 else f"{base}-{number}"
        if slug not in RESERVED and not model.objects.filter(slug=slug).exists():
            yield slug
