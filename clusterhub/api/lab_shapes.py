"""Ideas and outcomes of labs as data: what everybody reads on the pages."""

from django.urls import reverse

from clusterhub.web.addresses import absolute


def idea_shape(idea, slug):
    """Needs `with_lines()`."""
    proposer = idea.proposer
    registration = proposer.registration if proposer else None
    plain = ("title", "challenge", "problem", "present", "missing", "language")
    return {
        "id": idea.pk,
        "url": absolute(reverse("labs:idea", args=[slug, idea.pk])),
        **{name: getattr(idea, name) for name in plain},
        "topics": [{"slug": each.slug, "name": each.name} for each in idea.topics.all()],
        "organisation": proposer.organisation if proposer else "",
        "country": registration.country_id if registration else None,
        "group": idea.group_id,
        "supporters": idea.support_count,
        "posted_at": idea.posted_at.isoformat(),
    }


def group_shape(result):
    """Of one group of `labs.results.results_of`."""
    return {
        "id": result.group.pk,
        "title": result.group.title,
        "call": result.call.slug if result.call else None,
        "partners": [_partner(each) for each in result.partners],
        "outcomes": [
            {"kind": each.kind, "on": each.on.isoformat(), "words": each.words}
            for each in result.outcomes
        ],
    }


def _partner(partner):
    listed = partner.organisation if partner.organisation_id else None
    is_shown = listed is not None and listed.published_at is not None
    return {
        "name": partner.name,
        "url": absolute(listed.get_absolute_url()) if is_shown else None,
        "country": partner.country_id,
    }
