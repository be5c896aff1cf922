"""What all letters of a lab have in common: to whom, in which language and zone, with which link."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from clusterhub.clock.words import range_in_words
from clusterhub.events.emails.kinds import folder_of
from clusterhub.events.emails.registration import ABOUT
from clusterhub.events.links import stop_address, token_of
from clusterhub.events.models import Event, RegistrationStatus
from clusterhub.labs import letter_links
from clusterhub.labs.models import LabPerson
from clusterhub.letters.operations import Post
from clusterhub.letters.writing import Words
from clusterhub.web.addresses import absolute

OF_ACCOUNTS = "accounts.user"


@dataclass(frozen=True)
class Reader:
    """Where somebody gets letters, and how she reads them."""

    address: str
    name: str
    language: str
    zone: str
    about: tuple
    ideas: str  # The address of the ideas, as she comes to them.
    folder: str = ""
    stop: str = ""  # Empty: she gets no letter that she could stop.
    wants: bool = True


def reader_of(person):
    """By the link of her registration while she comes; else by her account; None without either."""
    registration, account = person.registration, person.account
    if registration and registration.status == RegistrationStatus.CONFIRMED:
        own = absolute(f"/r/{token_of(registration)}/")
        return Reader(
            registration.email, registration.name, registration.language,
            account.time_zone if account else "", (ABOUT, registration.pk), f"{own}ideas/",
            folder_of(person.lab_id), stop_address(registration), registration.wants_mail,
        )  # fmt: skip
    if account is None or not account.is_active:
        return None
    stop = absolute(f"/labs/letters/{letter_links.token_of(person)}/")
    return account_reader(
        account, person.lab.event, stop=stop, wants=person.letters_stopped_at is None
    )


def account_reader(account, event, **more):
    """In no event's log of letters: the address of an account is not its organisers' to know."""
    spoken = (code for code in account.languages if code in dict(settings.LANGUAGES))
    language = next(spoken, settings.LANGUAGE_CODE)
    ideas = absolute(f"/events/{event.slug}/ideas/")
    about = (OF_ACCOUNTS, account.pk)
    return Reader(
        account.email, account.get_short_name(), language, account.time_zone, about, ideas, **more
    )


def near(people):
    return people.select_related("registration", "account", "lab__event")


def post_to(kind, person, *, once, is_bulk=False, **more):
    """None for whom nobody writes to, or who has stopped letters of this kind."""
    reader = reader_of(person)
    if reader is None or (is_bulk and not reader.wants):
        return None
    facts = {"person": person.pk, **more.pop("facts", {})}
    return _post(kind, reader, once, facts, is_bulk=is_bulk, **more)


def post_to_account(kind, account, event, *, once, facts):
    return _post(kind, account_reader(account, event), once, facts)


def _post(kind, reader, once, facts, **more):
    return Post(
        to=reader.address, kind=kind, about=reader.about, folder=reader.folder, once=once,
        facts=facts, **more,
    )  # fmt: skip


def readers(letters):
    """(letter, person, reader) of who may still be written to, each in the reader's language."""
    rows = near(LabPerson.objects.all())
    people = rows.in_bulk([letter.facts["person"] for letter in letters])
    for letter in letters:
        person = people.get(letter.facts["person"])
        reader = reader_of(person) if person else None
        if reader is None or reader.address != letter.to_address:
            continue
        if reader.wants or not letter.is_bulk:
            with translation.override(reader.language):
                yield letter, person, reader


def words_to(reader, event: Event, template, subject, *, page, is_bulk=False, **facts):
    when = range_in_words(event.starts_at, event.ends_at, event.time_zone, reader.zone or None)
    context = {
        "name": one_line(reader.name),
        "title": one_line(event.title),
        "when": f"{when.day}, {when}",
        "url": f"{reader.ideas}{page}",
        "stop": reader.stop if is_bulk else "",
        "site": settings.SITE_NAME,
        **facts,
    }
    text = render_to_string(f"labs/email/{template}", context)
    return Words(subject[:200], text, stop_url=context["stop"])


def one_line(words):
    return " ".join(words.split())
