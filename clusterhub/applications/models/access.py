from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models.application import Application


class AccessVerb(models.TextChoices):
    STARTED = "started", _("started it")
    READ = "read", _("read it")
    WROTE = "wrote", _("wrote in it")
    ATTACHED = "attached", _("added a file")
    DETACHED = "detached", _("took a file away")
    DOWNLOADED = "downloaded", _("downloaded")
    INVITED = "invited", _("invited")
    JOINED = "joined", _("joined the team")
    LEFT = "left", _("left the team")
    PARTNERED = "partnered", _("changed the partners")
    CONFIRMED = "confirmed", _("confirmed as partner")
    SUBMITTED = "submitted", _("handed it in")
    REFUSED = "refused", _("tried to hand it in")
    WITHDREW = "withdrew", _("withdrew it")
    EXCEPTED = "excepted", _("granted an exception")
    LISTED = "listed", _("saw it in a list with its contents")
    JUDGED = "judged", _("judged it")
    DECIDED = "decided", _("decided on it")
    FORGOT = "forgot", _("removed its contents")


class AccessEntry(models.Model):
    """Who opened or changed an application, as what, and when. It goes when the application goes."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="accesses")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    as_what = models.CharField(max_length=20)  # A role in the team or of the call; "link", "job".
    verb = models.CharField(max_length=12, choices=AccessVerb)
    what = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)  # Reading again within the hour is one line.
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["application", "-at"], name="accesses_of_an_application")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"
