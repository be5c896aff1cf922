from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clusterhub.activity.kept import kept_for_visitors
from clusterhub.events.models import Event
from clusterhub.funding.models import Call
from clusterhub.home import front


@require_safe
@kept_for_visitors
def front_page(request):
    now = timezone.now()
    events = Event.objects.visible_to(request.user)
    summary = front.newest_summary(request.user)
    return render(
        request,
        "home/front.html",
        {
            "coming": front.coming_talks(events, now),
            "summary": summary and front.summary_card(summary),
            "deadlines": front.closing_soon(Call.objects.visible_to(request.user), now),
            "news": front.newest_news(request.user),
            "site_data": front.site_data(request),
        },
    )
