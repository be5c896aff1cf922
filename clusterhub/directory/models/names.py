from django.db import models
from django.db.models import Q

from clusterhub.directory.blocks import blocks_of_key
from clusterhub.directory.names import grams, name_key, person_key

ALSO = "also"  # A person's other spelling.


class NameKeyQuerySet(models.QuerySet):
    def keep(self, *, organisation=None, person=None, names):
        """Make the keys of one owner those of `names`, pairs of name and kind; often nothing to do."""
        own = self.filter(organisation=organisation, person=person)
        had = {(key, kind): pk for key, kind, pk in own.values_list("key", "kind", "pk")}
        wanted = _entries(organisation, names)
        if outdated := [pk for entry, pk in had.items() if entry not in wanted]:
            self.filter(pk__in=outdated).delete()
        self.add(organisation=organisation, person=person, names=names, had=had)

    def add(self, *, organisation=None, person=None, names, had=()):
        """The same for an owner who has only the keys `had`: one that is new has none."""
        for key, kind in sorted(_entries(organisation, names) - set(had)):
            pieces = [] if organisation else sorted(grams(key))
            row = self.create(
                organisation=organisation, person=person, key=key, kind=kind, gram_count=len(pieces)
            )
            NameGram.objects.bulk_create([NameGram(name=row, gram=gram) for gram in pieces])
            blocks = sorted(blocks_of_key(key)) if organisation else []
            NameBlock.objects.bulk_create([NameBlock(name=row, block=block) for block in blocks])


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


class NameBlock(models.Model):
    """A short piece that names of organisations likely to be one share; few names have it."""

    name = models.ForeignKey(NameKey, models.CASCADE, related_name="blocks")
    block = models.CharField(max_length=12)

    class Meta:
        indexes = [models.Index(fields=["block", "name"], name="name_block")]

    def __str__(self):
        return self.block
