"""Ideas put together, and the board of those who work on them."""

import uuid

from django.conf import settings
from django.db import models


class IdeaGroup(models.Model):
    """Who proposed one of its ideas or wants to work on one is a member; nobody is listed twice."""

    lab = models.ForeignKey("labs.Lab", models.CASCADE, related_name="groups")
    title = models.CharField(max_length=150)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    call = models.ForeignKey(
        "funding.Call", models.SET_NULL, null=True, blank=True, related_name="lab_groups"
    )

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self):
        return self.title


class Section(models.Model):
    """A text of the board. `version` grows with every change: who wrote on an older one is asked."""

    group = models.ForeignKey(IdeaGroup, models.CASCADE, related_name="sections")
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "labs.LabPerson", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title


class SectionVersion(models.Model):
    """What stood in a text before it was changed, under the number that it had then."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        "labs.LabPerson", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "number"], name="one_version_of_a_text_per_number"
            )
        ]

    def __str__(self):
        return f"{self.title}: {self.number}"


class Role(models.Model):
    """Who does what; without a holder it is open."""

    group = models.ForeignKey(IdeaGroup, models.CASCADE, related_name="roles")
    title = models.CharField(max_length=120)
    holder = models.ForeignKey(
        "labs.LabPerson", models.SET_NULL, null=True, blank=True, related_name="roles"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title


class Task(models.Model):
    group = models.ForeignKey(IdeaGroup, models.CASCADE, related_name="tasks")
    words = models.CharField(max_length=300)
    doer = models.ForeignKey(
        "labs.LabPerson", models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    until = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["done_at", "until", "pk"]

    def __str__(self):
        return self.words


class GroupFile(models.Model):
    """What it is was found out by its content; its bytes are given to members alone, to be saved."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(IdeaGroup, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    file = models.FileField(upload_to="labs/")
    added_by = models.ForeignKey(
        "labs.LabPerson", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "digest"], name="a_file_is_once_on_a_board")
        ]

    def __str__(self):
        return self.name
