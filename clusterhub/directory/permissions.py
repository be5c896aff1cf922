"""Who may do what in the directory. Operations that write ask again under their lock."""

from clusterhub.accounts.models import Role
from clusterhub.accounts.permissions import can_administer, can_edit_content, has_role
from clusterhub.directory.models import Audience, ClusterMember, Contact, Level, Organisation
from clusterhub.directory.models.editing import levels_of

MOST_OPEN_DRAFTS = 5


def can_view(user, record):
    """Whether `visible_to(user)` holds this organisation or person."""
    if record.published_at is not None:
        return True
    if isinstance(record, Organisation):
        return can_see_unlisted(user) or record.pk in levels_of(user)
    return can_edit_content(user)


def can_see_unlisted(user):
    return has_role(user, Role.EDITOR, Role.VALIDATOR)


def can_edit_directory(user):
    """Whether `user` may add to the directory and change what stands in it, without a review."""
    return can_edit_content(user)


def can_add_organisation(user):
    """Everybody with an account may start a profile; it is a draft until a validator decides."""
    return user.is_authenticated and user.is_active


def edits(user, organisation):
    """Whether `user` is one of this organisation's own editors or administrators."""
    return organisation.pk in levels_of(user)


def can_edit_organisation(user, organisation):
    """Parts, confirmations, documents, member lists."""
    return edits(user, organisation) or can_edit_content(user)


def can_manage_organisation(user, organisation):
    """Submit, invite, remove editors, hand over, erase."""
    is_own = levels_of(user).get(organisation.pk) == Level.ADMINISTRATOR
    return is_own or can_administer(user)


def can_validate(user):
    """Reviews, claims, waivers, suspensions; for one organisation ask `can_decide_on`."""
    return has_role(user, Role.VALIDATOR)


def can_decide_on(user, organisation):
    """A validator decides, but never on her own organisation."""
    return can_validate(user) and not edits(user, organisation)


def can_read_history(user, organisation):
    return edits(user, organisation) or can_see_unlisted(user)


def can_restore(user, organisation):
    return can_edit_organisation(user, organisation)


def can_merge(user):
    return has_role(user, Role.EDITOR, Role.VALIDATOR)


def can_import_directory(user):
    """Whole lists: who lists organisations, and who may add and change each of them singly."""
    return has_role(user, Role.EDITOR, Role.VALIDATOR)


def sees_every_contact(user, organisation):
    """The organisation's own people and the platform's, also of those who have not said yes."""
    return edits(user, organisation) or can_see_unlisted(user)


def audiences_for(user, organisation):
    """As whom `user` reads the contacts of an organisation that is not hers."""
    audiences = {Audience.PUBLIC}
    if user.is_authenticated and user.is_active:
        audiences.add(Audience.SIGNED_IN)
        if own := levels_of(user):
            ties = ClusterMember.objects.current().mutual()
            if ties.filter(cluster_organisation=organisation, organisation__in=own).exists():
                audiences.add(Audience.MEMBERS)
    return audiences


def contacts_for(user, organisation):
    """The contacts of `organisation` that `user` may see."""
    contacts = Contact.objects.filter(organisation=organisation)
    if sees_every_contact(user, organisation):
        return contacts
    return contacts.consented().filter(audience__in=audiences_for(user, organisation))
