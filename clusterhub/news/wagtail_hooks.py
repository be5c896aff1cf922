"""The fence: the editing desk shows news and its images; people and rights are kept elsewhere."""

from wagtail import hooks

from clusterhub.activity.operations import record_activity

KEPT = {"explorer", "images", "settings", "reports"}
KEPT_SETTINGS = {"collections"}


@hooks.register("construct_main_menu")
def only_news(request, items):
    items[:] = [item for item in items if item.name in KEPT]


@hooks.register("construct_settings_menu")
def no_settings_of_others(request, items):
    items[:] = [item for item in items if item.name in KEPT_SETTINGS]


@hooks.register("after_publish_page")
def note_publication(request, page):
    record_activity("published", page, by=request.user)


@hooks.register("after_unpublish_page")
def note_withdrawal(request, page):
    record_activity("withdrew", page, by=request.user)
