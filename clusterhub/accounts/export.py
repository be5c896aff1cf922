"""Everything that this app keeps about one person, for herself, as plain values for JSON."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

_IDEA = ("title", "challenge", "problem", "present", "missing", "posted_at", "withdrawn_at")


def everything_about(person):
    return {
        "format": "clusterhub account export 1",
        "account": {
            "email": person.email,
            "name": person.name,
            "languages": person.languages,
            "time_zone": person.time_zone,
            "photo": person.photo.name or None,
            "joined_at": person.joined_at.isoformat(),
            "last_signed_in_at": _moment(person.last_login),
        },
        "email_addresses": list(person.emailaddress_set.values("email", "verified", "primary")),
        "consents": [_consent(consent) for consent in person.consents.newest_first()],
        "roles": [_role(grant) for grant in person.role_grants.newest_first()],
        "second_factors": [
            {"kind": factor.type, "name": str(factor), "added_at": _moment(factor.created_at)}
            for factor in Authenticator.objects.filter(user=person)
        ],
        "other_sign_in_services": list(person.socialaccount_set.values("provider", "uid")),
        "sessions": [
            {"since": _moment(one.created_at), "address": one.ip, "browser": one.user_agent}
            for one in UserSession.objects.filter(user=person)
        ],
        **_taking_part(person),
        "access_tokens": [_token(token) for token in person.tokens.all()],
        "activity": [
            {"at": entry.at.isoformat(), "did": entry.verb, "what": entry.target_label}
            for entry in person.activity_entries.newest_first()
        ],
    }


def _taking_part(person):
    """Events, calls and applications: what she came to, asked for and follows."""
    return {
        "registrations": [_registration(one) for one in person.registrations.all()],
        "organised_events": [_organised(one) for one in person.organised_events.all()],
        "submitted_events": [_submitted(one) for one in person.event_submissions.all()],
        "applications": [_application(one) for one in person.application_teams.all()],
        "roles_in_calls": [_call_role(one) for one in person.call_roles.all()],
        "evaluations": [_evaluation(one) for one in person.evaluation_assignments.all()],
        "conflicts_of_interest": list(
            person.judging_conflicts.values("kind", "subject", "found_at", "lifted_at")
        ),
        "proposed_sessions": [_proposal(one) for one in person.proposals.all()],
        "lab_ideas": [idea for one in person.labs.all() for idea in one.ideas.values(*_IDEA)],
        "followed_calls": [_followed(one) for one in _follows(person)],
        "calls_set_aside": [
            {"call": one.call.get_absolute_url(), "at": one.set_aside_at.isoformat()}
            for one in person.calls_set_aside.select_related("call")
        ],
    }


def _consent(consent):
    return {
        "purpose": consent.purpose,
        "version": consent.version,
        "given_at": consent.given_at.isoformat(),
        "withdrawn_at": _moment(consent.withdrawn_at),
    }


def _role(grant):
    return {
        "role": grant.role,
        "granted_at": grant.granted_at.isoformat(),
        "revoked_at": _moment(grant.revoked_at),
    }


def _registration(registration):
    return {
        "event": registration.event.get_absolute_url(),
        "name": registration.name,
        "email": registration.email,
        "takes_part": registration.mode,
        "status": registration.status,
        "registered_at": registration.registered_at.isoformat(),
        "organisation": registration.organisation_name or str(registration.organisation or ""),
        "country": registration.country_id,
        "answers": [
            {"question": str(one.question), "answer": one.value}
            for one in registration.answers.select_related("question")
        ],
        "consents": [
            {
                "to": one.wording.words,
                "version": one.wording.version,
                "given_at": _moment(one.given_at),
                "withdrawn_at": _moment(one.withdrawn_at),
            }
            for one in registration.consents.select_related("wording")
        ],
        "steps": [{"at": _moment(step.at), "did": step.verb} for step in registration.steps.all()],
    }


def _organised(organiser):
    return {
        "event": organiser.event.get_absolute_url(),
        "level": organiser.level,
        "since": organiser.added_at.isoformat(),
        "until": _moment(organiser.ended_at),
    }


def _submitted(submission):
    return {
        "event": submission.event.get_absolute_url(),
        "submitted_at": submission.submitted_at.isoformat(),
        "verdict": submission.verdict,
        "reasons": submission.reasons,
    }


def _proposal(proposal):
    return {
        "event": proposal.event.get_absolute_url(),
        "title": proposal.title,
        "abstract": proposal.abstract,
        "need": proposal.need,
        "speakers": proposal.speakers_words,
        "state": proposal.state,
        "submitted_at": _moment(proposal.submitted_at),
    }


def _follows(person):
    follower = getattr(person, "follower", None)
    return follower.follows.select_related("call", "search") if follower else ()


def _followed(follow):
    return {
        "call": follow.call.get_absolute_url() if follow.call else None,
        "search": follow.search.query if follow.search else None,
        "name": follow.name,
        "since": follow.made_at.isoformat(),
    }


def _application(member):
    """Her place on a team, with the answers that she wrote last."""
    application = member.application
    return {
        "application": application.get_absolute_url(),
        "call": application.hosted.call.get_absolute_url(),
        "title": application.title,
        "role": member.role,
        "joined_at": _moment(member.joined_at),
        "left_at": _moment(member.ended_at),
        "submitted_at": _moment(application.submitted_at),
        "answers": [
            {"question": answer.key, "answer": answer.value, "at": _moment(answer.written_at)}
            for answer in application.answers.filter(written_by=member.person)
        ],
    }


def _call_role(role):
    return {
        "call": role.hosted.call.get_absolute_url(),
        "role": role.role,
        "since": _moment(role.granted_at),
        "until": _moment(role.ended_at),
    }


def _evaluation(assignment):
    evaluation = getattr(assignment, "evaluation", None)
    return {
        "call": assignment.application.hosted.call.get_absolute_url(),
        "application": assignment.application.reference,
        "assigned_at": _moment(assignment.at),
        "scores": evaluation.scores if evaluation else {},
        "comments": evaluation.comments if evaluation else {},
        "given_at": _moment(evaluation.given_at) if evaluation else None,
    }


def _token(token):
    return {
        "name": token.name,
        "scopes": token.scopes,
        "made_at": token.made_at.isoformat(),
        "expires_at": token.expires_at.isoformat(),
        "revoked_at": _moment(token.revoked_at),
        "last_used_on": token.last_used_on and token.last_used_on.isoformat(),
    }


def _moment(moment):
    return moment.isoformat() if moment else None
