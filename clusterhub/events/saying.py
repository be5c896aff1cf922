"""What reading a file has to say, in the reader's language."""

from django.utils.translation import gettext as _

from clusterhub.events.reading.said import filled


def in_words(said):
    """The sentence of a remark or a refusal."""
    return filled(_(said.template), said.values)


def with_place(said):
    """The same after the place in the file, where it has one."""
    return f"{said.where}: {in_words(said)}" if said.where else in_words(said)
