from django.db import models
from django.db.models import Q

from clusterhub.directory.blocks import blocks_of_key, numbers_of
from clusterhub.directory.names import grams, name_key, person_key

ALSO = "also"  # A person's other spelling.


class NameKeyQuerySet(models.QuerySet):
    def keep(self, *, organisation=None, person=None, names):
        """Make the keys of one owner those of `names`, pairs of name and kind; often nothing to do."""
        own = self.filter(organisation=organisation, person=person)
        had = {(key, kind): pk for key, kind, pk in own.values_list("key", "kind", "pk")}
        wanted = _entries(organisation, names)
        if outdated := {pk: entry[0] for entry, pk in had.items() if entry not in wanted}:
            self.filter(pk__in=list(outdated)).delete()
            for blocks in (NameBlock, NewBlock):
                blocks.objects.of(outdated if organisation else {}).delete()
        self.add(organisation=organisation, person=person, names=names, had=had)

    def add(self, *, organisation=None, person=None, names, had=()):
        """The same for an owner who has only the keys `had`: one that is new has none."""
        for key, kind in sorted(_entries(organisation, names) - set(had)):
            pieces = [] if organisation else sorted(grams(key))
            row = self.create(
                organisation=organisation, person=person, key=key, kind=kind, gram_count=len(pieces)
            )
            NameGram.objects.bulk_create([NameGram(name=row, gram=gram) for gram in pieces])
            NameBlock.objects.keep({row.pk: key} if organisation else {})


def _entries(organisation, names):
    make_key = name_key if organisation else person_key
    return {(key, kind) for name, kind in names if (key := make_key(name))}


class NameKey(models.Model):
    """One name of an organisation or a person as it is compared; follows whenever they are saved."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, null=True, related_name="name_keys"
    )
    person = models.ForeignKey(
        "directory.Person", models.CASCADE, null=True, related_name="name_keys"
    )
    key = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=10, blank=True)  # Empty for the name itself.
    gram_count = models.PositiveSmallIntegerField()

    objects = NameKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None) ^ Q(person=None), name="a_name_key_has_one_owner"
            )
        ]

    def __str__(self):
        return self.key


class NameGram(models.Model):
    """Three letters of a person's name, so that one with typing errors still finds its like."""

    name = models.ForeignKey(NameKey, models.CASCADE, related_name="grams")
    gram = models.CharField(max_length=3)

    class Meta:
        indexes = [models.Index(fields=["gram", "name"], name="name_gram")]

    def __str__(self):
        return self.gram


class NameBlockQuerySet(models.QuerySet):
    def of(self, names):
        """Those of `names`, keys by number."""
        return self.filter(pk__in=_numbers(names))

    def keep(self, names):
        rows = [NameBlock(pk=number) for number in _numbers(names)]
        self.bulk_create(rows, ignore_conflicts=True)


def _numbers(names):
    return numbers_of((block, pk) for pk, key in names.items() for block in blocks_of_key(key))


class NameBlock(models.Model):
    """A piece that names of organisations likely to be one share: its number and, below, the name's.

    One number is all there is, because a million names have some fifteen each. A name that is gone
    may leave its numbers behind; no other name ever has them.
    """

    id = models.BigAutoField(primary_key=True)  # On SQLite the place of the row itself.

    objects = NameBlockQuerySet.as_manager()

    def __str__(self):
        return str(self.pk)


class NewBlock(models.Model):
    """A `NameBlock` that a list has brought lately. Thirty thousand numbers from all over into a
    table of millions would write most of its pages anew for each chunk of the list; into a small one
    they do not, and `operations.blocks` moves them on in order."""

    id = models.BigAutoField(primary_key=True)

    objects = NameBlockQuerySet.as_manager()

    def __str__(self):
        return str(self.pk)
