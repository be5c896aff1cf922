from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models.hosting import HostedCall


class FormVersionQuerySet(models.QuerySet):
    def published(self):
        return self.exclude(published_at=None)


class FormVersion(models.Model):
    """The form as it stood from one moment on. Once published it never changes; the next one does."""

    hosted = models.ForeignKey(HostedCall, models.CASCADE, related_name="forms")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("what has changed"), max_length=500, blank=True)

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["hosted", "number"], name="form_versions_are_counted"),
            models.UniqueConstraint(
                fields=["hosted"],
                condition=Q(published_at=None),
                name="one_form_in_the_making_per_call",
            ),
        ]

    def __str__(self):
        return f"{self.hosted}: {self.number}"


class Section(models.Model):
    """A part of the form: a page of its own for those who write."""

    form = models.ForeignKey(FormVersion, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=12)  # The same in every version.
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("title"), max_length=150)
    help = models.TextField(_("help"), max_length=2000, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["form", "key"], name="a_section_once_per_form")
        ]

    def __str__(self):
        return self.title


class QuestionKind(models.TextChoices):
    SHORT = "short", _("Short text")
    LONG = "long", _("Long text")
    NUMBER = "number", _("Number")
    MONEY = "money", _("Amount in euro")
    ONE = "one", _("One choice")
    MANY = "many", _("Several choices")
    FILE = "file", _("File")
    DECLARATION = "declaration", _("Declaration")
    PARTNERS = "partners", _("Table of partners")
    BUDGET = "budget", _("Budget table that sums")


class Question(models.Model):
    """One question. `settings` and `show_if` have the shape that `questions.py` describes."""

    form = models.ForeignKey(FormVersion, models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    key = models.CharField(max_length=12)  # The same in every version: answers belong to it.
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind)
    label = models.CharField(_("question"), max_length=300)
    help = models.TextField(_("help"), max_length=2000, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=True)
    settings = models.JSONField(default=dict, blank=True)
    show_if = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["section__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["form", "key"], name="a_question_once_per_form")
        ]

    def __str__(self):
        return self.label
