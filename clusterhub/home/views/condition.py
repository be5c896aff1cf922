from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusterhub.accounts.permissions import can_administer
from clusterhub.home.condition import BROKEN, all_findings, check_database, quick_findings
from clusterhub.home.outbox import read_outbox
from clusterhub.web.views import database_away


@require_safe
@never_cache
def healthz(request):
    findings = quick_findings()
    checks = {str(finding.name): finding.words for finding in findings}
    is_fine = all(finding.level != BROKEN for finding in findings)
    body = {"status": "fine" if is_fine else "broken", "checks": checks}
    return JsonResponse(body, status=200 if is_fine else 503)


@require_safe
@never_cache
def status(request):
    database = check_database()
    if database.is_away:
        return database_away(request, database.words)
    everything = can_administer(request.user)
    findings = all_findings() if everything else quick_findings(database)
    return render(
        request,
        "home/status.html",
        {
            "findings": findings,
            "is_fine": all(finding.level != BROKEN for finding in findings),
            "shows_fixes": everything or settings.DEMO,
        },
    )


@require_safe
@never_cache
def outbox(request):
    if not (settings.DEMO and settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")):
        raise Http404
    return render(request, "home/outbox.html", {"messages_sent": read_outbox(settings.OUTBOX_DIR)})
