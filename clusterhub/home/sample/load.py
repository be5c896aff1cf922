"""Puts the whole sample in place; a second run makes nothing twice and moves coming talks along."""

from clusterhub.accounts.models import User
from clusterhub.accounts.operations import make_demo_people
from clusterhub.home.sample.calls import load_calls
from clusterhub.home.sample.directory import Directory
from clusterhub.home.sample.news import load_news
from clusterhub.home.sample.profiles import load_profiles
from clusterhub.home.sample.registrations import load_registrations
from clusterhub.home.sample.summaries import load_summaries
from clusterhub.home.sample.talks import load_coming, load_held, load_series

EDITOR = "eva.editor@demo.clusterhub.example"


def load_sample():
    make_demo_people()
    editor = User.objects.get(email=EDITOR)
    load_profiles(editor)
    directory = Directory(by=editor)
    directory.load()
    series = load_series(editor, directory)
    load_held(editor, directory, series)
    load_coming(editor, directory, series)
    load_registrations(editor)
    load_calls(editor)
    load_summaries(editor)
    load_news(editor)
