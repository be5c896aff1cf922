from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.api.forms import WebhookForm
from clusterhub.api.models import Webhook
from clusterhub.api.operations.webhooks import (
    MOST_WEBHOOKS,
    TooManyWebhooks,
    change_secret,
    end_webhook,
    make_webhook,
    switch_on,
)
from clusterhub.api.webhook_signing import secret_of

SHOWN = 50


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request):
    data = request.POST if request.method == "POST" else None
    initial = {name: request.GET.get(name, "") for name in ("event", "calls")}
    form = WebhookForm(data, user=request.user, initial=initial)
    if form.is_valid():
        try:
            made = make_webhook(url=form.url, by=request.user, **form.about)
        except TooManyWebhooks:
            words = _("You have %d webhooks. End one before you make another.") % MOST_WEBHOOKS
            form.add_error(None, words)
        else:
            messages.success(request, _("Made. From now on it is told what happens."))
            return _page(request, made, secret=secret_of(made))
    waiting = Count("deliveries", filter=Q(deliveries__next_at__isnull=False))
    rows = Webhook.objects.visible_to(request.user).filter(ended_at=None)
    rows = rows.select_related("event", "call").annotate(waiting=waiting)
    context = {"form": form, "webhooks": rows}
    return render(request, "api/webhooks.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def webhook(request, pk):
    return _page(request, _own(request, pk))


def _page(request, row, secret=""):
    """The secret stands in the answer to who made or changed it and nowhere else, as with tokens."""
    context = {
        "webhook": row,
        "secret": secret,
        "deliveries": row.deliveries.select_related("step", "call")[:SHOWN],
    }
    return render(request, "api/webhook.html", context, status=201 if secret else 200)


@never_cache
@login_required
@require_POST
def webhook_secret(request, pk):
    row = change_secret(_own(request, pk), by=request.user)
    messages.success(request, _("Changed. The old secret proves nothing any more."))
    return _page(request, row, secret=secret_of(row))


@login_required
@require_POST
def webhook_end(request, pk):
    end_webhook(_own(request, pk), by=request.user)
    messages.success(request, _("Ended. Nothing is told any more."))
    return redirect("api:webhooks")


@login_required
@require_POST
def webhook_on(request, pk):
    switch_on(_own(request, pk), by=request.user)
    messages.success(request, _("On again."))
    return redirect("api:webhook", pk)


def _own(request, pk):
    rows = Webhook.objects.visible_to(request.user).filter(ended_at=None)
    return get_object_or_404(rows.select_related("event", "call"), pk=pk)
