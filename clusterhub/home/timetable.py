"""What the worker does by the clock: a task, and how many seconds lie between two runs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    name: str
    task_path: str
    seconds: int


HOUR = 3600
TIMETABLE = [
    Entry("resume interrupted tasks", "clusterhub.home.jobs.resume_interrupted_tasks", 30),
    Entry("give places on", "clusterhub.events.jobs.give_places_on", 30),
    Entry("erase answers", "clusterhub.events.jobs.erase_answers", 24 * HOUR),
    Entry("go on with lists of people", "clusterhub.events.jobs.go_on_with_people_lists", 300),
    Entry("take up lost letters", "clusterhub.letters.jobs.take_up_lost", 60),
    Entry("tell followers of calls", "clusterhub.funding.jobs.tell_followers", 600),
    Entry("forget what was told", "clusterhub.funding.jobs.forget_what_was_told", 24 * HOUR),
    Entry("remind of tomorrow", "clusterhub.events.jobs.remind", HOUR),
    Entry("tell organisers", "clusterhub.events.jobs.tell_organisers", HOUR),
    Entry("tell webhooks", "clusterhub.api.jobs.tell_webhooks", 10),
    Entry("thank participants", "clusterhub.events.jobs.thank_participants", 60),
    Entry(
        "ask what came of meetings", "clusterhub.matchmaking.jobs.ask_what_came_of_meetings", HOUR
    ),
    Entry("forget people", "clusterhub.events.jobs.forget_people_in_time", 6 * HOUR),
    Entry("forget applications", "clusterhub.applications.jobs.forget_in_time", 6 * HOUR),
    Entry("make files of applications", "clusterhub.applications.jobs.make_waiting_files", 60),
    Entry("end meetings of the absent", "clusterhub.matchmaking.jobs.end_meetings", 60),
    Entry("expire meeting requests", "clusterhub.matchmaking.jobs.expire_requests", 60),
    Entry("remind of meeting requests", "clusterhub.matchmaking.jobs.remind_of_requests", HOUR),
    Entry("offer freed times", "clusterhub.matchmaking.jobs.offer_freed_times", 600),
    Entry("read profiles for meetings", "clusterhub.matchmaking.jobs.read_profiles", 120),
    Entry("go on with papers", "clusterhub.matchmaking.jobs.go_on_with_papers", 60),
    Entry("go on with schedules", "clusterhub.matchmaking.jobs.go_on_with_schedules", 30),
    Entry("make files of summaries", "clusterhub.summaries.jobs.make_waiting_files", 60),
    Entry(
        "go on with member lists",
        "clusterhub.directory.jobs.member_lists.go_on_with_member_lists",
        300,
    ),
    Entry(
        "go on with lists of organisations",
        "clusterhub.directory.jobs.directory_lists.go_on_with_directory_lists",
        300,
    ),
    Entry("publish scheduled news", "clusterhub.home.jobs.publish_scheduled_news", 60),
    Entry(
        "remind of confirmation", "clusterhub.directory.jobs.freshness.remind_of_confirmation", HOUR
    ),
    Entry("mark claimable", "clusterhub.directory.jobs.freshness.mark_claimable", 24 * HOUR),
    Entry(
        "compare with the index", "clusterhub.directory.jobs.freshness.note_differences", 24 * HOUR
    ),
    Entry("look for twins", "clusterhub.directory.jobs.twins.look_for_twins", 24 * HOUR),
    Entry("fetch calls", "clusterhub.funding.jobs.fetch_calls", 24 * HOUR),
    Entry("publish open data", "clusterhub.api.jobs.publish_open_data_nightly", 24 * HOUR),
    Entry("forget old letters", "clusterhub.letters.jobs.forget_old_letters", 24 * HOUR),
    Entry("sweep files", "clusterhub.home.jobs.sweep_files", 24 * HOUR),
    Entry("forget finished tasks", "clusterhub.home.jobs.forget_finished_tasks", 24 * HOUR),
]


def due(entries, last_runs, now):
    """The entries whose last run (a dict of name to seconds) lies long enough back at `now`."""
    return [e for e in entries if now - last_runs.get(e.name, float("-inf")) >= e.seconds]
