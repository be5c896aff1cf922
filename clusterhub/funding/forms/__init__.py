from clusterhub.funding.forms.answers import AnswersForm
from clusterhub.funding.forms.records import CallForm, DeadlineForm, MomentForm

__all__ = ["AnswersForm", "CallForm", "DeadlineForm", "MomentForm"]
