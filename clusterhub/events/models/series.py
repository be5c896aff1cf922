from django.db import models
from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.accounts.permissions import can_run_events
from clusterhub.events.models.choices import EventStatus
from clusterhub.web.addresses import page_address


class EventSeriesQuerySet(models.QuerySet):
    def with_counts(self, user, now=None):
        """Adds `coming_count`, `past_count` and `next_at` of the events that `user` may see."""
        now = now or timezone.now()
        seen = Q() if can_run_events(user) else ~Q(events__status=EventStatus.DRAFT)
        coming = seen & Q(events__ends_at__gte=now)
        return self.annotate(
            coming_count=Count("events", filter=coming),
            past_count=Count("events", filter=seen & Q(events__ends_at__lt=now)),
            next_at=Min("events__starts_at", filter=coming),
        )


class EventSeries(models.Model):
    """Events that belong together, such as the EU Clusters Talks."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    summary = models.CharField(_("summary"), max_length=400, blank=True)
    rhythm = models.CharField(_("rhythm in words"), max_length=150, blank=True)
    organiser = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="series"
    )
    time_zone = models.CharField(max_length=60, default="Europe/Brussels")
    updated_at = models.DateTimeField(auto_now=True)

    objects = EventSeriesQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("event series")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return page_address("events:series", self.slug)
