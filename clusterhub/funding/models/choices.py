from django.db import models
from django.utils.translation import gettext_lazy as _


class CallKind(models.TextChoices):
    DIRECT = "direct", _("Direct")
    CASCADE = "cascade", _("Cascade funding")
    EXPRESSION_OF_INTEREST = "expression_of_interest", _("Expression of interest")
    TENDER = "tender", _("Tender")
    PRIZE = "prize", _("Prize")


class CallStatus(models.TextChoices):
    """What a call is at an instant; computed, never stored."""

    OPEN = "open", _("Open")
    CLOSING_SOON = "closing_soon", _("Closing soon")
    ANNOUNCED = "announced", _("Announced")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")
    RESULTS_OUT = "results_out", _("Results are out")
    CANCELLED = "cancelled", _("Cancelled")


TAKES_APPLICATIONS = (CallStatus.OPEN, CallStatus.CLOSING_SOON)


class MoneyForm(models.TextChoices):
    GRANT = "grant", _("Grant")
    LUMP_SUM = "lump_sum", _("Lump sum")
    VOUCHER = "voucher", _("Voucher")
    SERVICE_PACK = "service_pack", _("Service pack")
    PRIZE = "prize", _("Prize money")
    LOAN = "loan", _("Loan")


class Procedure(models.TextChoices):
    SINGLE_STAGE = "single_stage", _("One stage")
    TWO_STAGE = "two_stage", _("Two stages")
    CUT_OFFS = "cut_offs", _("Several cut-offs")
    UNTIL_SPENT = "until_spent", _("Open until the budget is spent")
