from clusterhub.funding.forms.filters import CallFilters, offers
from clusterhub.funding.forms.records import CallForm, DeadlineForm

__all__ = ["CallFilters", "CallForm", "DeadlineForm", "offers"]
