"""The desk of twins: pairs that may be one body, what becomes of two, and the way back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory.alike import likeness_of
from clusterhub.directory.field_words import words_for
from clusterhub.directory.forms.twins import MergeForm
from clusterhub.directory.models import Merge, NotSame, Organisation, Twin, TwinSearch
from clusterhub.directory.operations import twins as operations
from clusterhub.directory.operations.erasing import named_by
from clusterhub.directory.operations.merging import merge, undo_merge
from clusterhub.directory.permissions import can_merge, can_validate
from clusterhub.directory.twin_words import why_words
from clusterhub.directory.views.attempts import attempt
from clusterhub.directory.views.printing import printed
from clusterhub.directory.views.wording import REFUSALS, words_of
from clusterhub.web.desk import only_for, sent

for_mergers = only_for(can_merge)
PER_PAGE = 25


@for_mergers
@require_safe
def twins(request):
    rows = Twin.objects.waiting()
    rows = rows.select_related("a__country", "a__region", "b__country", "b__region")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"pair": (row.a, row.b), "why": why_words(row.why)} for row in page],
        "search": TwinSearch.objects.exclude(ended_at=None).first(),
        "is_looking": TwinSearch.objects.filter(ended_at=None).exists(),
        "can_validate": can_validate(request.user),
    }
    return render(request, "directory/twins/twins.html", context)


@for_mergers
def twin(request, one, other):
    pair = _pair(one, other)
    if any(each.merged_into_id for each in pair):
        messages.info(request, _("One of the two is merged already."))
        return redirect("directory:merges")
    form = MergeForm(sent(request), *pair)
    if form.is_valid():
        values = {
            "take": form.take(),
            "name_kind": form.cleaned_data["name_kind"],
            "versions": form.versions(),
        }
        kept, gone = form.kept, form.gone
        done = _("Merged. The address of “%s” leads to the other one now.") % gone.name
        if attempt(request, merge, kept, gone, done=done, **values):
            return redirect("directory:merges")
        return redirect("directory:twin", one, other)
    return render(request, "directory/twins/twin.html", _compared(form, pair))


def _pair(one, other):
    if one == other:
        raise Http404
    rows = Organisation.objects.select_related("country", "region", "parent")
    return tuple(get_object_or_404(rows, slug=slug, erased_at=None) for slug in (one, other))


def _compared(form, pair):
    return {
        "form": form,
        "pair": pair,
        "why": why_words(likeness_of(*pair).why),
        "is_told_apart": NotSame.objects.filter(a__in=pair, b__in=pair).exists(),
        "sides": [{"organisation": each, "hangs": named_by(each)} for each in pair],
        "kept": form["kept"].value(),
        "rows": [
            {
                "words": words_for(field),
                "name": f"take_{field}",
                "chosen": form[f"take_{field}"].value() if field in form.contested else None,
                "cells": [
                    (each.slug, _shown(each, field, value))
                    for each, value in zip(pair, values, strict=True)
                ],
            }
            for field, *values in form.rows
        ],
    }


def _shown(organisation, field, value):
    if field != "seat" or not value:
        return printed(field, value)
    town = f"{organisation.postcode} {organisation.city}".strip()
    parts = (organisation.street, town, organisation.region, organisation.country)
    return ", ".join(str(part) for part in parts if part)


@for_mergers
@require_POST
def not_same(request, one, other):
    done = _("Noted: they are two. Nobody is asked again.")
    attempt(request, operations.tell_apart, *_pair(one, other), done=done)
    return redirect("directory:twins")


@for_mergers
@require_safe
def merges(request):
    rows = Merge.objects.select_related("kept", "gone", "merged_by", "undone_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"merge": row, "moved": _count(row.moved), "stayed": _told(row)} for row in page],
        "can_validate": can_validate(request.user),
    }
    return render(request, "directory/twins/merges.html", context)


def _count(moved):
    return sum(len(pks) for pks in moved.values())


def _told(row):
    """What stayed with the merged one, in words: pairs of a kind of rows and how many."""
    relations = {
        f"{each.related_model._meta.label_lower}.{each.field.name}": each.related_model._meta
        for each in Organisation._meta.related_objects
    }
    return [
        (relations[key].verbose_name_plural if key in relations else key, len(pks))
        for key, pks in sorted(row.stayed.items())
    ]


@for_mergers
@require_POST
def merge_undoing(request, pk):
    row = get_object_or_404(Merge.objects.select_related("kept", "gone"), pk=pk)
    try:
        left = undo_merge(row, by=request.user)
    except REFUSALS as refusal:
        messages.error(request, words_of(refusal))
        return redirect("directory:merges")
    messages.success(request, _("Undone. Each has its own address and rows again."))
    if left:
        fields = ", ".join(str(words_for(field)) for field in left)
        words = _("Changed since the merge, and therefore left as it is in “%(name)s”: %(fields)s.")
        messages.warning(request, words % {"name": row.kept.name, "fields": fields})
    return redirect("directory:merges")
