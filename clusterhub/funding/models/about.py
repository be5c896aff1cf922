"""What belongs to a call and is read with it: other identifiers, documents, copies, history."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.web.addresses import followable, only_web


class CallAlias(models.Model):
    """An identifier under which a call is known, the official one included; it names one call."""

    call = models.ForeignKey("funding.Call", models.CASCADE, related_name="aliases")
    identifier = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.identifier


class CallDocument(models.Model):
    """An address elsewhere or a file here. `added_at` is set where a person has added it; the
    others come and go with the sources of the call."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey("funding.Call", models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), max_length=500, blank=True, validators=[only_web])
    file = models.FileField(upload_to="calls/", blank=True)
    kind = models.CharField(max_length=10, blank=True)  # By its content: pdf, docx, xlsx …
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "url"], condition=~Q(url=""), name="a_call_has_a_document_once"
            ),
            models.UniqueConstraint(
                fields=["call", "digest"], condition=~Q(digest=""), name="a_call_has_a_file_once"
            ),
            models.CheckConstraint(
                condition=~Q(url="") & Q(file="") | Q(url="") & ~Q(file="") & ~Q(digest=""),
                name="a_document_is_an_address_or_a_file",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def safe_url(self):
        """Where a reader gets it, or nothing."""
        if not self.file:
            return followable(self.url)
        return reverse("funding:document", args=[self.call.slug, self.uid])


class CallCopy(models.Model):
    """What one record of a source says of a call. The newest copy wins, field by field.

    `facts` is what the reader understood, never the text itself; `ingested_at` is the source's
    own word on how new its record is.
    """

    call = models.ForeignKey("funding.Call", models.CASCADE, related_name="copies")
    source = models.CharField(max_length=300)
    reference = models.CharField(max_length=200)
    ingested_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-ingested_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "reference"], name="a_copy_of_a_call_is_kept_once"
            )
        ]

    def __str__(self):
        return self.reference


class CallChange(models.Model):
    """What was said of a call before, what is said now, and where the news came from."""

    call = models.ForeignKey("funding.Call", models.CASCADE, related_name="changes")
    field = models.CharField(max_length=40)
    was = models.TextField(blank=True)
    is_now = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)  # By the source's own word, if it has one.
    noted_at = models.DateTimeField(default=timezone.now)  # When we learned of it.

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["at"], name="call_changed"),
            models.Index(fields=["noted_at"], name="call_change_noted"),
        ]

    def __str__(self):
        return f"{self.field}: {self.is_now[:60]}"


class CallImport(models.Model):
    """One run of the import: from where, when, and what came of it."""

    source = models.CharField(max_length=300)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)  # Sentences, the first of them only.

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"{self.source}, {self.started_at:%Y-%m-%d %H:%M}"
