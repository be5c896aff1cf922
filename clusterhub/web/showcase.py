"""Words and forms for the page that shows every component; nothing here is anybody's data."""

from datetime import date

from django import forms
from django.core.paginator import Paginator


class SpecimenForm(forms.Form):
    name = forms.CharField(label="Name of the organisation", max_length=80)
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", "Choose one"), ("cluster", "Cluster organisation"), ("sme", "SME")],
    )
    mail = forms.EmailField(
        label="E-mail address", help_text="Only used to send you the code.", required=False
    )
    mode = forms.ChoiceField(
        label="How will you take part?",
        choices=[("on_site", "On site"), ("online", "Online")],
        widget=forms.RadioSelect,
    )
    about = forms.CharField(label="What you look for", widget=forms.Textarea(attrs={"rows": 3}))
    terms = forms.BooleanField(label="I have read how my data are used")


EVENTS = [
    {
        "day": date(2026, 3, 11),
        "hours": "8:30 – 9:45 CET",
        "reader_hours": "9:30 where you are",
        "format": "online",
        "format_label": "Online",
        "title": "Clusters talk: skills for the green transition",
        "people": "Moderated by Ana Kovač · 5 speakers",
    },
    {
        "day": date(2026, 4, 15),
        "hours": "14:00 – 18:30 CEST",
        "format": "hybrid",
        "format_label": "On site and online",
        "place": "Linz",
        "title": "Clusters meet regions: food chains that hold",
        "people": "Hosted by Lower and Upper Austria · 12 speakers",
    },
]
PERSON = {
    "name": "Ana Kovač",
    "url": "#",
    "role": "Head of partnerships",
    "organisation": "Adriatic Marine Cluster",
    "organisation_url": "#",
    "country": "Croatia",
}
TRAIL = [
    {"name": "Talk", "state": "done", "url": "#", "detail": "11 March"},
    {"name": "Call", "state": "done", "url": "#", "detail": "Resilient food chains"},
    {"name": "Partner", "state": "here", "url": "#", "detail": "2 of 3 found"},
    {"name": "Application", "state": "next", "detail": "by 23 September"},
    {"name": "Outcome", "state": "next", "detail": "early next year"},
]
TIMELINE = [
    {"when": "4 June, 10:12", "title": "Deadline moved to 23 September", "kind": "funding"},
    {"when": "1 June, 9:00", "title": "Call published", "url": "#", "text": "With two documents."},
]
TABLE = {
    "columns": ["Organisation", "Country", {"text": "Members", "is_number": True}, "Since"],
    "rows": [
        [
            {"text": "Adriatic Marine Cluster", "url": "#"},
            "Croatia",
            "164",
            "2011",
        ],
        [
            {"text": "Food Valley North", "url": "#"},
            "Netherlands",
            "1,072",
            "2004",
        ],
        [
            {"text": "Steel and Light", "url": "#"},
            "Austria",
            "89",
            "2018",
        ],
    ],
}
CONTENT = {
    "kinds": ["events", "organisations", "funding", "news", "people", "groups", "matchmaking"],
    "events": EVENTS,
    "person": PERSON,
    "trail": TRAIL,
    "timeline": TIMELINE,
    "table": TABLE,
    "crumbs": [{"label": "Talks & events", "url": "#"}, {"label": "Clusters talks", "url": "#"}],
    "chips": [
        {"label": "Agri-food", "url": "#"},
        {"label": "Energy-intensive industries", "url": "#"},
        {"label": "Skills"},
    ],
    "chosen": [{"label": "Austria", "url": "#"}, {"label": "Online", "url": "#"}],
    "doubts": [
        {"value": "205 people", "source": "Summary of the talk, line 41", "url": "#"},
        {"value": "250 people", "source": "News of 4 October", "url": "#"},
    ],
    "moved_from": ["28 September 2026"],
    "reasons": ["agri-food", "Lower Austria", "looks for sensors"],
    "key_messages": [
        "Clusters put policy into words that small firms can act on.",
        "Meeting in person makes the contact; a hybrid day lets more take part.",
    ],
    "trouble": ["2 links are empty", "1 deadline has no hour"],
}


def context(request):
    # A page in the middle of many, so that the gaps of the page numbers show too.
    page = Paginator(range(240), 20).page(5)
    specimens = [
        {
            "theme": theme,
            "form": SpecimenForm({"mail": "not an address"}, auto_id=f"{theme}_%s"),
            "way_up": f"You are here, {theme}",
            "pages": f"Pages, {theme}",
        }
        for theme in ("light", "dark")
    ]
    return CONTENT | {"page": page, "specimens": specimens}
