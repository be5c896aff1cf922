"""Who may do what with a hosted call and its applications. Roles are separate: an editor of the site
may host a call and name its publisher, and by that reads nothing of what is handed in."""

from django.db.models import Q

from clusterhub.accounts.permissions import can_administer, can_edit_content
from clusterhub.applications.models import (
    Application,
    Assignment,
    CallRole,
    Conflict,
    HostedCall,
    MemberRole,
    OfficersRead,
    RoleKind,
    roles_of,
)
from clusterhub.directory.models.editing import Level, levels_of

STAFF = {RoleKind.PUBLISHER, RoleKind.OFFICER, RoleKind.OBSERVER}
WRITERS = {MemberRole.LEAD, MemberRole.WRITER}


def can_host(user, call):
    """Let applications to a call be written here: editors, and who administers its publisher."""
    if can_edit_content(user):
        return True
    own = call.organisation_id and levels_of(user).get(call.organisation_id)
    return own == Level.ADMINISTRATOR


def holds(user, hosted, *kinds):
    """Whether `user` is one of these to the call, as a page asks."""
    return bool(roles_of(user).get(hosted.pk, set()) & set(kinds))


def holds_now(user, hosted, *kinds):
    """The same, as an operation asks: from the rows, after its lock."""
    if user is None or not user.is_authenticated or not user.is_active:
        return False
    rows = CallRole.objects.current().filter(person=user.pk, hosted=hosted.pk, role__in=kinds)
    return rows.exists()


def can_build(user, hosted):
    """The form, its settings, opening."""
    return holds(user, hosted, RoleKind.PUBLISHER)


def can_name_people(user, hosted):
    """Who is publisher, officer, evaluator, observer. An administrator may, when all have left."""
    return holds(user, hosted, RoleKind.PUBLISHER) or can_administer(user)


def can_see_funnel(user, hosted):
    """How many have started, handed in, withdrawn; and their titles."""
    return holds(user, hosted, *STAFF)


def can_grant_exception(user, hosted):
    return holds(user, hosted, RoleKind.OFFICER)


def hosted_for(user):
    """The hosted calls at whose desk `user` has a chair."""
    own = [pk for pk, roles in roles_of(user).items() if roles & STAFF]
    return HostedCall.objects.filter(pk__in=own)


def member_of(user, application):
    """The row that makes `user` one of the team, or None; asked anew each time."""
    if not user.is_authenticated or not user.is_active:
        return None
    return application.members.joined().filter(person=user.pk).first()


def visible_applications(user, now=None):
    """The one way in: her own, and those of her calls whose deadline is over.

    Evaluators see none by their role alone; they are given single ones (see evaluation).
    """
    roles = roles_of(user)
    staff = [pk for pk, kinds in roles.items() if kinds & STAFF]
    own = Q(pk__in=Application.objects.written_by(user).values("pk"))
    if not staff:
        return Application.objects.filter(own)
    after = Q(pk__in=Application.objects.unsealed(staff, now).values("pk"))
    helping = [pk for pk, kinds in roles.items() if RoleKind.OFFICER in kinds]
    always = Q(
        hosted__in=helping,
        hosted__officers_read=OfficersRead.ALWAYS,
        is_test=False,
        withdrawn_at=None,
    )
    trials = [pk for pk, kinds in roles.items() if RoleKind.PUBLISHER in kinds]
    # Whoever has a tie with an application does not see it from her chair either.
    tied = Conflict.objects.standing().filter(person=user.pk).values("application")
    seen = (after | always | Q(hosted__in=trials, is_test=True)) & ~Q(pk__in=tied)
    return Application.objects.filter(own | seen)


def can_view(user, application, now=None):
    return visible_applications(user, now).filter(pk=application.pk).exists()


def can_write(user, application):
    row = member_of(user, application)
    return row is not None and row.role in WRITERS


def can_lead(user, application):
    """Submit, withdraw, invite, change the team and the partners."""
    row = member_of(user, application)
    return row is not None and row.role == MemberRole.LEAD


def may_judge_now(user, application):
    """Whether `user` may open this one as an evaluator, from the rows: role, promise, no tie."""
    if user is None or not user.is_authenticated or not user.is_active:
        return False
    roles = CallRole.objects.current().filter(person=user.pk, hosted=application.hosted_id)
    kinds = {application.hosted_id: set(roles.values_list("role", flat=True))}
    mine = Assignment.objects.readable_by(user, kinds)
    return mine.filter(application=application.pk).exists()


def assignments_of(user):
    """What `user` has to judge and may open, the way in for evaluators."""
    if not user.is_authenticated or not user.is_active:
        return Assignment.objects.none()
    return Assignment.objects.readable_by(user, roles_of(user))


def can_name_info_sessions(user, call):
    """Editors, and who runs the call's desk here."""
    if can_edit_content(user):
        return True
    kinds = (RoleKind.PUBLISHER, RoleKind.OFFICER)
    return any(holds(user, hosted, *kinds) for hosted in call.stages.all())


def can_see_desk(user, hosted):
    """The evaluation as it stands: publisher, officer, observer."""
    return holds(user, hosted, *STAFF)


def can_run_evaluation(user, hosted):
    """Screen, assign, decide, write letters. An observer only reads."""
    return holds(user, hosted, RoleKind.OFFICER)
