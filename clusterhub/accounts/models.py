from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from clusterhub.web.prepared import Prepared


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An administrator sees every account, everybody else her own."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser or Role.ADMINISTRATOR in user.roles:
            return self
        return self.filter(pk=user.pk)

    def named_like(self, words):
        for word in words.split()[:5]:
            self = self.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return self

    def with_current_roles(self):
        current = RoleGrant.objects.current()
        return self.prefetch_related(
            models.Prefetch("role_grants", current, to_attr="current_role_grants")
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def get(self, *conditions, **named):
        """Django asks so for whoever is signed in, with every page: that SQL is kept."""
        is_all = type(self) is UserManager and self._db is None  # Not those of some other row.
        is_by_number = not conditions and named.keys() == {"pk"} and isinstance(named["pk"], int)
        found = _person(named["pk"]) if is_all and is_by_number else None
        return found or super().get(*conditions, **named)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with a sign-in. Known by e-mail address; a password is not needed."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    photo = models.ImageField(_("photo"), upload_to="people/", blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may repair data"), default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]

    def __str__(self):
        return self.name or self.email

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.email.partition("@")[0]

    @cached_property
    def roles(self):
        """The roles held now, as a set of `Role` values; one query, then remembered."""
        return {role for (role,) in _current_roles(self.pk)}


class Role(models.TextChoices):
    EDITOR = "editor", _("Editor")
    EVENT_TEAM = "event_team", _("Event team")
    VALIDATOR = "validator", _("Validator")
    ADMINISTRATOR = "administrator", _("Administrator")


class RoleGrantQuerySet(models.QuerySet):
    def current(self):
        return self.filter(revoked_at=None)

    def newest_first(self):
        return self.order_by("-granted_at", "-pk")


class RoleGrant(models.Model):
    """A role given to a person: by whom, since when, until when."""

    holder = models.ForeignKey(User, models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    granted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "role"],
                condition=Q(revoked_at=None),
                name="one_current_grant_per_role",
            )
        ]

    def __str__(self):
        return f"{self.holder}: {self.get_role_display()}"


_person = Prepared(lambda pk: User._base_manager.filter(pk=pk)).one
_current_roles = Prepared(
    lambda holder: RoleGrant.objects.current().filter(holder=holder).values_list("role")
)


class ConsentPurpose(models.TextChoices):
    TERMS = "terms", _("Terms of use")
    NEWSLETTER = "newsletter", _("Newsletter")
    CONTACT = "contact", _("Contact by other members")


class ConsentQuerySet(models.QuerySet):
    def current(self):
        return self.filter(withdrawn_at=None)

    def newest_first(self):
        return self.order_by("-given_at", "-pk")


class Consent(models.Model):
    """One yes to one purpose, with the version of the words that were shown."""

    person = models.ForeignKey(User, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=ConsentPurpose)
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="one_current_consent_per_purpose",
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.get_purpose_display()} {self.version}"
