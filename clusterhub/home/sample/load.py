"""Puts the whole sample in place; a second run makes nothing twice and moves coming talks along."""

from clusterhub.accounts.models import User
from clusterhub.accounts.operations import make_demo_people
from clusterhub.home.sample.afterwards import load_afterwards
from clusterhub.home.sample.calls import load_calls
from clusterhub.home.sample.conference import load_conference
from clusterhub.home.sample.directory import Directory
from clusterhub.home.sample.doors import load_doors
from clusterhub.home.sample.eligibility import load_eligibility
from clusterhub.home.sample.evaluated_call import load_evaluated_call
from clusterhub.home.sample.fair import load_fair
from clusterhub.home.sample.fetched_calls import load_fetched_calls
from clusterhub.home.sample.hosted_call import load_hosted_call
from clusterhub.home.sample.hosting import load_hosting
from clusterhub.home.sample.ideas import load_ideas
from clusterhub.home.sample.imported import load_imported
from clusterhub.home.sample.labs import load_lab
from clusterhub.home.sample.meetings import load_meetings
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
    load_conference(editor, directory)
    load_imported(editor)
    load_hosting(editor)
    load_lab(editor)
    load_afterwards(editor)
    load_doors(editor)
    load_fair(editor, directory)
    load_meetings(editor)
    load_calls(editor)
    load_fetched_calls(editor)
    load_eligibility(editor)
    load_ideas(editor)
    load_hosted_call(editor)
    load_evaluated_call(editor)
    load_summaries(editor)
    load_news(editor)
