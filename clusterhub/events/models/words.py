from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LetterKind(models.TextChoices):
    """The letters to which an organiser may add words of her own."""

    HELD = "held", _("Please confirm your place")
    CONFIRMED = "confirmed", _("You are registered")
    WAITING = "waiting", _("You are on the waiting list")
    OFFERED = "offered", _("A place is free for you")
    ASKED = "asked", _("Your request was received")
    APPROVED = "approved", _("Your request was accepted")
    REFUSED = "refused", _("Your request was not accepted")
    CANCELLED = "cancelled", _("Your registration is cancelled")


class LetterMode(models.TextChoices):
    ANY = "any", _("Everybody")
    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")


class MailWords(models.Model):
    """The organiser's words in one kind of letter, to everybody or to those of one mode."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="mail_words")
    kind = models.CharField(max_length=12, choices=LetterKind)
    mode = models.CharField(max_length=8, choices=LetterMode)
    subject = models.CharField(max_length=150, blank=True)
    text = models.TextField(max_length=4000, blank=True)

    class Meta:
        verbose_name_plural = _("mail words")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind", "mode"], name="one_text_per_letter_and_mode"
            ),
            models.CheckConstraint(
                condition=~Q(subject="", text=""), name="words_of_a_letter_say_something"
            ),
        ]

    def __str__(self):
        return f"{self.event}: {self.kind} {self.mode}"
