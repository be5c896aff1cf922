"""What we propose that people agree to; an organiser says it in her own words if she likes."""

from django.utils.translation import gettext_lazy as _

from clusterhub.events.models.asking import ConsentKey

PROPOSED = {
    ConsentKey.PARTICIPANTS_LIST: _(
        "My name, my organisation and my country stand in the list of participants, which "
        "everybody who is registered can read."
    ),
    ConsentKey.BOOKLET: _(
        "My name, my organisation and my country stand in the booklet that everybody gets who "
        "comes."
    ),
    ConsentKey.BADGE: _("My organisation and my country are printed on my badge, below my name."),
    ConsentKey.PHOTOS: _(
        "Photographs of the event in which I can be recognised may be published by the organisers."
    ),
    ConsentKey.LEADS: _(
        "Exhibitors at whose stand I show my ticket get my name, my organisation and my address."
    ),
    ConsentKey.FOLLOW_UP: _(
        "The organisers may write to me after this event about the same subject."
    ),
}
