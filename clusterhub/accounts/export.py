"""Everything that this app keeps about one person, for herself, as plain values for JSON."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession


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
        "registrations": [_registration(one) for one in person.registrations.all()],
        "access_tokens": [_token(token) for token in person.tokens.all()],
        "activity": [
            {"at": entry.at.isoformat(), "did": entry.verb, "what": entry.target_label}
            for entry in person.activity_entries.newest_first()
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
        "steps": [{"at": _moment(step.at), "did": step.verb} for step in registration.steps.all()],
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
