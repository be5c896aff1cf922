"""The consensus round: a wording is written together, and agreed to."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusterhub.applications.forms.judging import SheetForm
from clusterhub.applications.judging_refusals import BadScore
from clusterhub.applications.models import Consensus, Evaluation
from clusterhub.applications.operations import agreeing
from clusterhub.applications.views.doors import private
from clusterhub.applications.views.judging import LOST, own_sheet, shown
from clusterhub.applications.views.judging_doors import attempt, file_for, words_of


@require_POST
@private
def consensus(request, uid):
    assignment = file_for(request, uid)
    application = assignment.application
    criteria = application.hosted.procedure.criteria
    form = SheetForm(request.POST, criteria=criteria, has_comments=False, prefix="together")
    status = 422
    if form.is_valid():
        facts = {"scores": form.scores(), "words": form.cleaned_data["words"], "raises": LOST}
        facts |= {"number": form.cleaned_data["number"] or 0}
        try:
            done = _("Saved. The others are asked to agree.")
            attempt(request, agreeing.save_consensus, application, done=done, **facts)
            return redirect(f"{reverse('evaluation:file', args=[uid])}#together")
        except BadScore as refusal:
            form.refuse(refusal.problems)
        except LOST as refusal:
            messages.error(request, words_of(refusal))
            form.rest_on(Consensus.objects.get(application=application).number)
            status = 409
    evaluation = Evaluation.objects.filter(assignment=assignment).first()
    sheet = own_sheet(request, application, evaluation, is_sent=False)
    more = {"consensus_form": form, "typed": form.typed() if status == 409 else None}
    return shown(request, assignment, evaluation, sheet, status, **more)


@require_POST
@private
def agreement(request, uid):
    application = file_for(request, uid).application
    typed = request.POST.get("number", "")
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0
    done, operation = _("You agree."), agreeing.agree_to_consensus
    attempt(request, operation, application, number=number, done=done)
    return redirect(f"{reverse('evaluation:file', args=[uid])}#together")
