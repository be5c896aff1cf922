from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet):
    def about(self, thing):
        return self.filter(target_kind=thing._meta.label_lower, target_id=str(thing.pk))

    def newest_first(self):
        return self.order_by("-at", "-pk")

    def matching(self, *, verb="", actor=""):
        entries = self.filter(verb=verb) if verb else self
        return entries.filter(actor_label__icontains=actor) if actor else entries

    def verbs(self):
        """Every verb in the trail, for choosing one."""
        return self.order_by("verb").values_list("verb", flat=True).distinct()


class Entry(models.Model):
    """One thing that somebody did; written once, never changed."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="activity_entries"
    )
    actor_label = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    target_kind = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    target_label = models.CharField(max_length=300)
    details = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity entry")
        verbose_name_plural = _("activity entries")
        indexes = [models.Index(fields=["target_kind", "target_id"], name="entry_target")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.verb} {self.target_label}"


class WorkerBeat(models.Model):
    """When the background worker last showed that it lives."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
