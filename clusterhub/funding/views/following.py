"""Following calls: one, or all that a list shows; with an account, or with an address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.accounts.connections import address_of
from clusterhub.activity.doors import get_visible_or_404
from clusterhub.funding.alert_links import follower_of
from clusterhub.funding.finding.listing import list_for_everyone
from clusterhub.funding.forms.following import CadenceForm, FollowForm
from clusterhub.funding.models import Call, Follower
from clusterhub.funding.operations import following

AN_HOUR, MOST_AN_HOUR = 3600, 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request, slug):
    call = get_visible_or_404(Call.objects.public().with_deadlines(), slug=slug)
    return _ask(
        request, following.follow_call, [call], {"call": call}, back=call.get_absolute_url()
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_alert(request):
    """All calls that the address asks for."""
    calls = list_for_everyone(request.GET)
    name = ", ".join(chip["label"] for chip in calls.chips()) or _("All calls")
    _keys, count = calls.keys(limit=0)
    context = {"filters": calls, "name": name, "count": count}
    back = f"{reverse('funding:calls')}?{calls.as_query}"
    return _ask(request, following.save_search, [calls.wanted, name], context, back=back)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def alerts(request):
    follower = Follower.objects.select_related("person").filter(person=request.user).first()
    return _manage(request, follower, reverse("funding:alerts"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def alerts_at(request, token):
    """The same by the link of a letter: whoever has it reads the letters."""
    response = _manage(request, _follower_or_404(token), request.path)
    return _kept_from_others(response)


# Mail programs press this for the reader (RFC 8058) and know no token of ours; the secret in the
# address is all that authorises it, so there is nothing to forge.
@csrf_exempt
@never_cache
@require_POST
def alerts_stop(request, token):
    following.stop_alerts(_follower_or_404(token))
    return HttpResponse(status=200)


def _ask(request, operation, what, context, *, back):
    is_known = request.user.is_authenticated
    form = FollowForm(request.POST if request.method == "POST" and not is_known else None)
    context |= {"form": form, "is_known": is_known, "back": back}
    if request.method != "POST" or not (is_known or form.is_valid()):
        status = 422 if form.errors else 200
        return render(request, "funding/follow.html", context, status=status)
    if not is_known and (form.is_trapped or _is_flood(request)):
        return render(request, "funding/follow_sent.html", context)  # As if it had gone through.
    who = {"person": request.user} if is_known else {"email": form.cleaned_data["email"]}
    zone = str(getattr(request, "reader_zone", "") or "")
    try:
        operation(*what, **who, language=get_language() or "en", time_zone=zone)
    except following.TooManyFollowed as refusal:
        words = _("You follow %d already: let go of some first.") % refusal.args[0]
        return _refused(request, words, context)
    except following.SearchTooLong:
        return _refused(request, _("These are too many filters to keep. Take some off."), context)
    if is_known:
        messages.success(request, _("You are told of what is new. Here is all that you follow."))
        return redirect("funding:alerts")
    return render(request, "funding/follow_sent.html", context)


def _refused(request, words, context):
    messages.error(request, words)
    return render(request, "funding/follow.html", context, status=422)


def _manage(request, follower, here):
    form = CadenceForm(initial={"cadence": follower.cadence} if follower else None)
    if request.method == "POST":
        _do(request, follower)
        return redirect(here)
    rows = follower.follows.select_related("call", "search") if follower else []
    rows = [row for row in rows if row.call is None or row.call.published_at]
    context = {
        "follower": follower,
        "follows": rows,
        "unconfirmed": [row for row in rows if row.confirmed_at is None],
        "form": form,
    }
    return render(request, "funding/alerts.html", context)


def _do(request, follower):
    wanted = request.POST.get("do", "")
    if follower is None:
        return
    if wanted == "confirm":
        following.confirm_follows(follower)
        messages.success(request, _("Confirmed. You are told of what is new."))
    elif wanted == "stop":
        following.stop_alerts(follower)
        messages.success(request, _("No more letters. What you follow stays here."))
    elif wanted == "on":
        following.go_on_with_alerts(follower)
        messages.success(request, _("You are told of what is new again."))
    elif wanted == "cadence" and (form := CadenceForm(request.POST)).is_valid():
        following.set_cadence(follower, form.cleaned_data["cadence"])
        messages.success(request, _("Saved."))
    elif wanted == "erase":
        following.erase_follower(follower)
        messages.success(request, _("Erased. Nothing is left here of what you followed."))
    elif wanted.isdecimal() and (row := follower.follows.filter(pk=int(wanted[:15])).first()):
        following.unfollow(row)
        messages.success(request, _("You are not told of it any more."))


def _follower_or_404(token):
    follower = follower_of(token)
    if follower is None:
        raise Http404
    return follower


def _kept_from_others(response):
    """An address with a secret in it goes into no other site's log and no search engine."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _is_flood(request):
    key = f"funding.follow.{address_of(request)}"
    cache.add(key, 0, AN_HOUR)
    try:
        return cache.incr(key) > MOST_AN_HOUR
    except ValueError:  # It ran out between two lines.
        return False
