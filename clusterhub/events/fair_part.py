"""What one's own page says of the fair; nothing is asked of the database where there is none."""

from clusterhub.events.models import Fair
from clusterhub.events.own_rows import may_have


def own_fair_part(registration):
    if registration.status != "confirmed" or not may_have(registration, "fair"):
        return {}
    fair = Fair.objects.filter(event=registration.event_id).first()
    if fair is None:
        return {}
    leads = registration.leads.select_related("exhibitor__organisation")
    return {
        "leads": list(leads),
        "stands": list(registration.stands.select_related("exhibitor__organisation")),
        "has_experts": fair.expert_count > 0,
        "bookings": list(
            registration.bookings.filter(ended_at=None).select_related("slot__expert__person")
        ),
    }
