from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.directory.models.listing import ListedQuerySet
from clusterhub.directory.models.names import ALSO, NameKey
from clusterhub.directory.models.organisation import Organisation
from clusterhub.web.addresses import page_address


class PersonQuerySet(ListedQuerySet):
    def with_affiliations(self, user):
        """What a list shows of each: country and present ties that `user` may see."""
        current = Affiliation.objects.current().visible_to(user).select_related("organisation")
        return self.select_related("country").prefetch_related(
            Prefetch("affiliations", current, to_attr="current_affiliations")
        )


class Person(index.Indexed, models.Model):
    """Somebody who is named here: speaks, moderates, represents. Most have no sign-in."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    other_names = models.JSONField(_("other spellings"), default=list, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person"
    )
    country = models.ForeignKey(
        "vocabularies.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("country"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=4),
        index.AutocompleteField("name"),
        index.SearchField("other_names_text"),
        index.FilterField("published_at"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("people")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            NameKey.objects.add(person=self, names=self._names())
        else:
            self.index_names()

    def get_absolute_url(self):
        return page_address("directory:person", self.slug)

    def other_names_text(self):
        return " ".join(self.other_names)

    def index_names(self):
        """Let this person be found again by her present names."""
        NameKey.objects.keep(person=self, names=self._names())

    def _names(self):
        return [(self.name, ""), *((name, ALSO) for name in self.other_names)]

    @staticmethod
    def names_with(word):
        return NameKey.objects.exclude(person=None).filter(key__contains=word).values("person")


class AffiliationQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def visible_to(self, user):
        """Ties of which both ends are listed; editors see all."""
        if can_edit_content(user):
            return self.all()
        return self.exclude(person__published_at=None).exclude(organisation__published_at=None)


class Affiliation(models.Model):
    """A person's tie to an organisation, in a role."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="affiliations")
    role = models.CharField(_("role"), max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(ended_at=None),
                name="one_current_affiliation_per_role",
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.role}, {self.organisation}"
