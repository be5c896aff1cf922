from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReminderQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(mailed_at=None)


class Reminder(models.Model):
    """Somebody is asked whether a profile is still true: once for each of the steps after `since`.

    The row is there before the mail is written, so that a worker may die at any point between.
    """

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="reminders"
    )
    reminded = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(_("not confirmed since"))
    number = models.PositiveSmallIntegerField()
    noted_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["reminded"], condition=Q(mailed_at=None), name="reminders_that_wait"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "reminded", "since", "number"],
                name="one_reminder_a_step",
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.number}"
