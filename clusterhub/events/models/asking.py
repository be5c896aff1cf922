"""What is asked beyond name and address, why, and until when the answers are kept; who agreed to what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    WORDS = "words", _("A few words")
    TEXT = "text", _("Some sentences")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of several")
    SEVERAL = "several", _("Some of several")
    ORGANISATION = "organisation", _("Organisation")
    COUNTRY = "country", _("Country")


class AskedWhen(models.TextChoices):
    REGISTERING = "registering", _("When registering")
    LATER = "later", _("Later, on the own page")


class Question(models.Model):
    """One question of an event: out of the small set (its words stand in the code) or an own one."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=QuestionKind)
    label = models.CharField(max_length=150, blank=True)
    why = models.CharField(max_length=200, blank=True)
    choices = models.JSONField(default=list, blank=True)
    is_required = models.BooleanField(default=False)
    when = models.CharField(max_length=12, choices=AskedWhen, default=AskedWhen.LATER)
    keep_days = models.PositiveSmallIntegerField()  # After the end of the event.

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="one_question_per_key"),
        ]

    def __str__(self):
        return self.label or self.key


class Answer(models.Model):
    registration = models.ForeignKey("events.Registration", models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    value = models.JSONField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "question"], name="one_answer_per_question"
            )
        ]

    def __str__(self):
        return f"{self.question}: {self.value}"


class ConsentKey(models.TextChoices):
    PARTICIPANTS_LIST = "participants_list", _("List of participants")
    BOOKLET = "booklet", _("Booklet")
    BADGE = "badge", _("Organisation on the badge")
    PHOTOS = "photos", _("Photographs")
    LEADS = "leads", _("Exhibitors")
    FOLLOW_UP = "follow_up", _("Later letters")


class WordingQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)


class Wording(models.Model):
    """What somebody agrees to, word by word. New words are a new version, to be agreed to anew."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="wordings")
    key = models.CharField(max_length=20, choices=ConsentKey)
    version = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=600)
    keep_days = models.PositiveSmallIntegerField()  # After the end of the event.
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "key", "version"], name="one_wording_per_version"
            ),
            models.UniqueConstraint(
                fields=["event", "key"],
                condition=Q(ended_at=None),
                name="one_current_wording_per_key",
            ),
        ]

    def __str__(self):
        return f"{self.event}: {self.key} {self.version}"


class EventConsentQuerySet(models.QuerySet):
    def current(self):
        """Given, not withdrawn, and to the words that stand there now."""
        return self.filter(withdrawn_at=None, wording__ended_at=None)


class EventConsent(models.Model):
    """She agreed to these words: since when, until when."""

    registration = models.ForeignKey("events.Registration", models.CASCADE, related_name="consents")
    wording = models.ForeignKey(Wording, models.CASCADE, related_name="consents")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EventConsentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "wording"],
                condition=Q(withdrawn_at=None),
                name="one_living_consent_per_wording",
            )
        ]

    def __str__(self):
        return f"{self.registration}: {self.wording}"
