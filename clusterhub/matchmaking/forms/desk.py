"""What an organiser types about meetings: the rules, and a pattern of slots."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.forms import DayField, HourInput, LocalTimes, WhichField
from clusterhub.clock.words import weekday_in_words
from clusterhub.clock.zones import zone_info
from clusterhub.matchmaking.models import Mode, ParticipantRole
from clusterhub.matchmaking.slot_patterns import BadPattern, cut

MOST_TABLES = 2000
MOST_DAYS = 31
SIDES = {"opens": "opens_at", "closes": "closes_at"}


def _hour(label, **more):
    return forms.TimeField(label=label, widget=HourInput, **more)


def _number(label, least, most, **more):
    return forms.IntegerField(label=label, min_value=least, max_value=most, **more)


def pairs_of_roles():
    return [
        (f"{asker}:{asked}", f"{asker.label} → {asked.label}")
        for asker in ParticipantRole
        for asked in ParticipantRole
    ]


class SettingsForm(LocalTimes, forms.Form):
    mode = forms.ChoiceField(
        label=_("How a meeting gets its time"), choices=Mode.choices, widget=forms.RadioSelect
    )
    intro = forms.CharField(
        label=_("What people read before they take part"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    opens_on = DayField(label=_("Profiles and requests from"), required=False)
    opens_time = _hour(_("at"), required=False)
    opens_which = WhichField()
    closes_on = DayField(label=_("Requests until"), required=False)
    closes_time = _hour(_("at"), required=False)
    closes_which = WhichField()
    most_pending = _number(_("Unanswered requests that one person may have"), 1, 200)
    most_meetings = _number(
        _("Meetings for each person at most"),
        1,
        200,
        required=False,
        help_text=_("Empty: no limit."),
    )
    answer_hours = _number(
        _("Hours to answer a request"), 1, 720, help_text=_("After that it expires by itself.")
    )
    own_delegation = forms.BooleanField(
        label=_("People of the same organisation may meet here"), required=False
    )
    rules = forms.MultipleChoiceField(
        label=_("Who may not ask whom"),
        choices=pairs_of_roles,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    link_pattern = forms.CharField(
        label=_("Video room of each meeting online"),
        max_length=300,
        required=False,
        help_text=_(
            "An address with {code} in it, such as https://meet.example.org/steel-{code}. "
            "Empty: either of the two puts a link."
        ),
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        for side in SIDES:
            if instant := self.initial.get(SIDES[side]):
                self.offer_which(side, instant, event.time_zone)

    def clean_link_pattern(self):
        pattern = self.cleaned_data["link_pattern"].strip()
        if not pattern:
            return ""
        if "{code}" not in pattern:
            raise forms.ValidationError(_t("Without {code} all meetings would be in one room."))
        forms.URLField(assume_scheme="https").clean(pattern.replace("{code}", "code"))
        if not pattern.startswith("https://"):
            raise forms.ValidationError(_t("The address begins with https://."))
        return pattern

    def clean(self):
        typed = super().clean()
        typed["rules"] = [tuple(pair.split(":")) for pair in typed.get("rules", ())]
        for side, column in SIDES.items():
            typed[column] = self._moment(side)
        opens, closes = typed["opens_at"], typed["closes_at"]
        if opens and closes and closes <= opens:
            self.add_error("closes_on", _t("Requests end after they begin."))
        return typed

    def _moment(self, side):
        day, hour = (self.cleaned_data.pop(f"{side}_{name}", None) for name in ("on", "time"))
        if (day is None) != (hour is None) and not self.errors:
            self.add_error(f"{side}_on", _t("Give the day and the hour, or none of them."))
        return self.instant(side, day, hour, self.event.time_zone)

    def facts(self):
        """What `change_settings` takes."""
        names = {"mode", "intro", "most_pending", "most_meetings", "answer_hours", "own_delegation"}
        names |= {"rules", "link_pattern", *SIDES.values()}
        return {name: self.cleaned_data[name] for name in names}


def initial_of(matchmaking, zone):
    """The settings as the form shows them."""
    names = ("mode", "intro", "most_pending", "most_meetings", "answer_hours", "own_delegation")
    initial = {name: getattr(matchmaking, name) for name in (*names, "link_pattern")}
    initial["rules"] = [f"{rule.asker}:{rule.asked}" for rule in matchmaking.rules.all()]
    for side, column in SIDES.items():
        if instant := getattr(matchmaking, column):
            there = instant.astimezone(zone_info(zone))
            initial |= {f"{side}_on": there.date(), f"{side}_time": there.time(), column: instant}
    return initial


class PatternForm(forms.Form):
    """ "9:00 to 12:30 every 20 minutes, 15 tables" on some of the event's days."""

    days = forms.MultipleChoiceField(label=_("Days"), widget=forms.CheckboxSelectMultiple)
    starts = _hour(_("From"))
    ends = _hour(_("Until"))
    minutes = _number(_("Minutes for each meeting"), 5, 240, initial=20)
    pause = _number(_("Minutes between two meetings"), 0, 120, initial=0, required=False)
    tables = _number(
        _("Tables"),
        0,
        MOST_TABLES,
        help_text=_("How many can sit at the same time. Stands and meetings online need none."),
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.days = days_of(event)
        self.fields["days"].choices = [
            (f"{day:%Y-%m-%d}", weekday_in_words(day)) for day in self.days
        ]
        self.fields["days"].initial = [f"{day:%Y-%m-%d}" for day in self.days]

    def clean(self):
        typed = super().clean()
        typed["hours"] = []
        if self.errors:
            return typed
        chosen = [day for day in self.days if f"{day:%Y-%m-%d}" in typed["days"]]
        try:
            for day in chosen:
                typed["hours"] += cut(
                    day, typed["starts"], typed["ends"], typed["minutes"], typed["pause"] or 0,
                    self.event.time_zone,
                )  # fmt: skip
        except BadPattern as bad:
            self.add_error(bad.field, bad.words)
        return typed


def days_of(event):
    first, last = event.starts_there.date(), event.ends_there.date()
    count = min((last - first).days + 1, MOST_DAYS)
    return [first + timedelta(days=number) for number in range(count)]


class TableNamesForm(forms.Form):
    names = forms.CharField(
        label=_("What tables are called"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 5, "placeholder": "12: Hall B, by the window"}),
        help_text=_("One in a line: the number, a colon, where it stands."),
    )

    def clean_names(self):
        names = {}
        for at, line in enumerate(self.cleaned_data["names"].splitlines(), 1):
            number, colon, words = (part.strip() for part in line.partition(":"))
            if not line.strip():
                continue
            is_number = number.isascii() and number.isdigit() and len(number) < 5
            if not colon or not is_number or not 1 <= int(number) <= MOST_TABLES:
                words = _t("Line %d does not begin with the number of a table and a colon.")
                raise forms.ValidationError(words % at)
            if int(number) in names:
                raise forms.ValidationError(_t("Table %s stands there twice.") % number)
            names[int(number)] = words
        return names
