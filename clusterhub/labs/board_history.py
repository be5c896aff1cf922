"""Who did what on a board, out of the trail, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.activity.models import Entry
from clusterhub.labs.models import LabPerson

MOST = 100
WORDS = {
    "wrote a section of": gettext_lazy("wrote a text"),
    "changed a section of": gettext_lazy("changed a text"),
    "removed a section of": gettext_lazy("removed a text"),
    "added a role to": gettext_lazy("added a role"),
    "took a role in": gettext_lazy("took a role"),
    "gave a role back in": gettext_lazy("gave a role back"),
    "removed a role from": gettext_lazy("removed a role"),
    "added a task to": gettext_lazy("added a task"),
    "finished a task of": gettext_lazy("finished a task"),
    "reopened a task of": gettext_lazy("opened a task again"),
    "added a file to": gettext_lazy("added a file"),
    "removed a file from": gettext_lazy("removed a file"),
    "chose the call of": gettext_lazy("chose the call"),
    "began a consortium of": gettext_lazy("began the consortium"),
    "added a partner to": gettext_lazy("added a partner"),
    "removed a partner from": gettext_lazy("removed a partner"),
    "confirmed a partner of": gettext_lazy("confirmed for an organisation"),
    "declined to be a partner of": gettext_lazy("declined for an organisation"),
    "answered questions of the call for": gettext_lazy("answered questions of the call"),
    "reported an outcome of": gettext_lazy("reported an outcome"),
    "confirmed an outcome of": gettext_lazy("confirmed an outcome"),
    "did not confirm an outcome of": gettext_lazy("did not confirm an outcome"),
}
WHAT = ("role", "file", "partner")


def history_of(group):
    """[{"at", "who", "did", "what"}], the newest first. Who was forgotten has no name any more."""
    entries = list(Entry.objects.about(group).newest_first().select_related("actor")[:MOST])
    pks = {entry.details["person"] for entry in entries if "person" in entry.details}
    people = LabPerson.objects.with_names().filter(lab=group.lab_id).in_bulk(pks)
    return [
        {
            "at": entry.at,
            "who": _who(entry, people),
            "did": WORDS.get(entry.verb, entry.verb),
            "what": next((entry.details[name] for name in WHAT if name in entry.details), ""),
        }
        for entry in entries
    ]


def _who(entry, people):
    if entry.actor:
        return str(entry.actor)
    person = people.get(entry.details.get("person"))
    return person.name if person else _("Somebody who was there")
