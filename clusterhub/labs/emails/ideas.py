"""Letters about ideas: who stands behind one, that it is in a group, that the team has hidden it."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterhub.labs.emails.to_people import one_line, post_to, readers, words_to
from clusterhub.labs.models import Idea, IdeaGroup, IdeaPart, LabPerson, PartKind
from clusterhub.letters.bundles import bundle_of, hours_of, leaves_at

HOURS = 3  # Of supporters who come one after the other, one letter tells.
MOST_NAMED = 20
NEAR = (
    "idea", "person__registration__organisation", "person__registration__country",
    "person__account",
)  # fmt: skip


def letter_of_part(idea, part):
    bundle = bundle_of(part.at, HOURS)
    return post_to(
        "idea: people behind it", idea.proposer, once=f"lab-parts-{idea.pk}-{bundle}",
        facts={"idea": idea.pk, "bundle": bundle}, is_bulk=True,
        not_before=leaves_at(bundle, HOURS),
    )  # fmt: skip


def letter_of_group(group, person):
    once = f"lab-group-{group.pk}-{person.pk}"
    return post_to("idea: in a group", person, once=once, facts={"group": group.pk})


def letter_of_hiding(idea):
    once = f"lab-hidden-{idea.pk}-{idea.hidden_at:%y%m%d%H%M%S}"
    return post_to("idea: hidden", idea.proposer, once=once, facts={"idea": idea.pk})


def write_parts(letters):
    """Who came in those hours and stands behind it still."""
    parts = _parts(letters)
    words = {}
    for letter, _person, reader in readers(letters):
        came = parts[letter.facts["idea"], letter.facts["bundle"]]
        if not came:
            continue
        idea = came[0].idea
        if not idea.is_shown:
            continue
        one = "%(n)d person stands behind your idea: %(idea)s"
        subject = ngettext(one, "%(n)d people stand behind your idea: %(idea)s", len(came))
        facts = {
            "joined": _names(came, PartKind.JOIN),
            "supporting": _names(came, PartKind.SUPPORT),
            "more": max(len(came) - MOST_NAMED, 0),
            "idea": one_line(idea.title),
        }
        words[letter.pk] = words_to(
            reader, _person.lab.event, "parts.txt",
            subject % {"n": len(came), "idea": facts["idea"]},
            page=f"{idea.pk}/", is_bulk=True, **facts,
        )  # fmt: skip
    return words


def _parts(letters):
    """{(idea, bundle): its parts}, read at once."""
    found = defaultdict(list)
    wanted = {(each.facts["idea"], each.facts["bundle"]) for each in letters}
    first = hours_of(min(bundle for _idea, bundle in wanted), HOURS)[0]
    rows = IdeaPart.objects.filter(idea__in={idea for idea, _bundle in wanted}, at__gte=first)
    for part in rows.select_related(*NEAR):
        found[part.idea_id, bundle_of(part.at, HOURS)].append(part)
    return found


def _names(parts, kind):
    return [_who(part.person) for part in parts[:MOST_NAMED] if part.kind == kind]


def _who(person):
    return one_line(", ".join(word for word in (person.name, person.organisation) if word))


def write_groups(letters):
    """While she still belongs to that group."""
    pks = {letter.facts["group"] for letter in letters}
    groups = IdeaGroup.objects.in_bulk(pks)
    members = {
        group.pk: set(LabPerson.objects.of_group(group).values_list("pk", flat=True))
        for group in groups.values()
    }
    titles = defaultdict(list)
    for idea in Idea.objects.shown().filter(group__in=pks).order_by("posted_at", "pk"):
        titles[idea.group_id].append(one_line(idea.title))
    words = {}
    for letter, person, reader in readers(letters):
        group = groups.get(letter.facts["group"])
        if group is None or person.pk not in members[group.pk]:
            continue
        title = one_line(group.title)
        words[letter.pk] = words_to(
            reader, person.lab.event, "group.txt", _("You have a group: %s") % title,
            page=f"groups/{group.pk}/", group=title, ideas=titles[group.pk][:MOST_NAMED],
        )  # fmt: skip
    return words


def write_hidings(letters):
    """While it is hidden."""
    rows = Idea.objects.filter(withdrawn_at=None).exclude(hidden_at=None)
    ideas = rows.in_bulk([letter.facts["idea"] for letter in letters])
    words = {}
    for letter, person, reader in readers(letters):
        if idea := ideas.get(letter.facts["idea"]):
            title = one_line(idea.title)
            words[letter.pk] = words_to(
                reader, person.lab.event, "hidden.txt", _("Your idea is hidden: %s") % title,
                page=f"{idea.pk}/", idea=title, reason=one_line(idea.hidden_reason),
            )  # fmt: skip
    return words
