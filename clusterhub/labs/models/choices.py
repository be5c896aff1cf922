from django.db import models
from django.utils.translation import gettext_lazy as _


class PartKind(models.TextChoices):
    SUPPORT = "support", _("Supports it")
    JOIN = "join", _("Wants to work on it")


class PartnerRole(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    PARTNER = "partner", _("Partner")
    ASSOCIATED = "associated", _("Associated partner")


class PartnerState(models.TextChoices):
    PROPOSED = "proposed", _("Has not confirmed yet")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Does not take part")


class OutcomeKind(models.TextChoices):
    HANDED_IN = "handed_in", _("Proposal handed in")
    FUNDED = "funded", _("Funded")
    NOT_FUNDED = "not_funded", _("Not funded")
    PRODUCT = "product", _("A product or service")
    NOTHING = "nothing", _("Nothing came of it")


class OutcomeState(models.TextChoices):
    REPORTED = "reported", _("The team has not looked yet")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Not confirmed")
