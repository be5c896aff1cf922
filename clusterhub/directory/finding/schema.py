"""The fields of the search index. Changing this file, or how a document is made, makes a new index."""

import hashlib
from functools import lru_cache
from pathlib import Path

MADE_OF = ("schema.py", "documents.py", "sectors.py", "../names.py")
# Several of these an organisation; each is counted and asked as it stands.
LISTS = ("serves", "ecosystem", "sector", "technology", "programme", "language", "member_of")
SINGLES = ("kind", "country", "nuts0", "nuts1", "nuts2", "nuts3")
WORDS = ("names", "texts")
# The first letters of each word of a name: a short beginning is one term, not thousands of words.
BEGINS_UP_TO = 3
LEVEL_FIELDS = ("until_bronze", "until_silver", "until_gold", "until_other")
NUMBERS = ("hidden", "confirmed_on", "strength", "name_order", "added", *LEVEL_FIELDS)


@lru_cache(maxsize=1)
def schema():
    from tantivy import SchemaBuilder  # A platform without the wheel still shows the site.

    builder = SchemaBuilder()
    builder.add_unsigned_field("id", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("mark", stored=True)
    for name in WORDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("begins", tokenizer_name="whitespace", index_option="basic")
    for name in (*SINGLES, *LISTS):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in NUMBERS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("latitude", "longitude"):
        builder.add_float_field(name, indexed=True, fast=True)
    return builder.build()


@lru_cache(maxsize=1)
def fingerprint():
    """An index made by other code is not asked."""
    digest = hashlib.sha256()
    for name in MADE_OF:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()[:12]
