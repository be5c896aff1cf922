"""A laboratory to which one asks to come: invented requests, questions, consents and a guest."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from clusterhub.events.models import Event, EventFormat, WhoMayCome
from clusterhub.events.operations import (
    create_event,
    invite,
    prove,
    publish_event,
    register,
    set_admission,
    set_mail_words,
    set_questions,
    set_wordings,
    update_event,
)
from clusterhub.vocabularies.models import Country

TITLE = "Cluster Collaboration Lab: building with timber (sample)"
ZONE = "Europe/Vienna"
WEEKS_AHEAD = 7
REQUESTS = (
    ("Ines Moreira", "PT", "We dismantle offices and want to sell the beams with a passport."),
    ("Jonas Lepp", "EE", "A saw mill that prints the origin of each board on the board itself."),
    ("Katarina Hrast", "SI", "Three schools of carpentry share one teacher for circular joints."),
)
QUESTIONS = (
    {"key": "organisation", "when": "registering", "is_required": False, "keep_days": 90},
    {"key": "idea", "when": "registering", "is_required": True, "keep_days": 90},
    {"key": "diet", "when": "later", "is_required": False, "keep_days": 7},
    {"key": "access", "when": "later", "is_required": False, "keep_days": 7},
)
WORDS = (
    "Thank you for your idea. We form three groups of sixteen people, and try to bring together "
    "those who can build something with each other. We look forward to reading it."
)


def load_lab(by):
    starts_at = _morning()
    event = Event.objects.filter(title=TITLE).first()
    if event is not None:
        if event.ends_at < timezone.now():
            update_event(event, by=by, starts_at=starts_at, ends_at=starts_at + timedelta(hours=8))
        return
    event = _make(starts_at, by)
    ideas = {question.key: question for question in event.questions.all()}
    countries = Country.objects.in_bulk([code for _name, code, _idea in REQUESTS])
    for name, code, idea in REQUESTS:
        registration = register(
            event,
            name=name,
            email=f"{name.split()[0].lower()}@demo.clusterhub.example",
            mode="on_site",
            country=countries[code],
            answers={ideas["idea"]: idea},
        )
        prove(registration)
    invite(event, people=[("Lea Roth", "lea@demo.clusterhub.example")], language="en", by=by)


def _morning():
    day = timezone.localdate() + timedelta(weeks=WEEKS_AHEAD)
    day -= timedelta(days=day.weekday() - 1)  # A Tuesday.
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo(ZONE))


def _make(starts_at, by):
    event = create_event(
        by=by,
        title=TITLE,
        lead="One day, three groups, one plan each: who wants to come says with which idea.",
        description="Made up, to show how an organiser decides about requests one by one.",
        format=EventFormat.ON_SITE,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=8),
        time_zone=ZONE,
        venue_name="Hall of the joiners (made up)",
        city="Graz",
        country=Country.objects.filter(code="AT").first(),
    )
    event = publish_event(event, by=by)
    settings = {"who": WhoMayCome.COUNTRIES, "programmes": ["eu", "smp"], "decide_hours": 120}
    set_admission(event, places={"on_site": 48}, by=by, needs_approval=True, **settings)
    set_questions(event, questions=QUESTIONS, by=by)
    words = "My name, my organisation and my country stand in the list of participants."
    set_wordings(event, wordings={"participants_list": (words, 30)}, by=by)
    set_mail_words(event, kind="asked", mode="any", subject="", text=WORDS, by=by)
    return event
