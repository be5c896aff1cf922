from django.urls import path, register_converter

from clusterhub.directory.views import member_desk, member_lists, members, partnerships


class TieChangeConverter:
    regex = "confirmation|refusal|ending|removal"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class WholeConverter(TieChangeConverter):
    regex = "clusters|partnerships"


register_converter(TieChangeConverter, "tie_change")
register_converter(WholeConverter, "wholes")
_OWN = "organisations/<slug:slug>"
_MEMBERS = f"{_OWN}/members"
_LIST = f"{_MEMBERS}/import/<int:pk>"

urlpatterns = [
    path("partnerships/", partnerships.partnerships, name="partnerships"),
    path("partnerships.json", partnerships.partnerships_json, name="partnerships-json"),
    path("organisations/suggest/names/", member_desk.name_options, name="name-options"),
    path(f"{_MEMBERS}/", members.members, name="members"),
    path(f"{_MEMBERS}.json", members.members_json, name="members-json"),
    path(f"{_MEMBERS}.csv", members.members_csv, name="members-csv"),
    path(f"{_MEMBERS}.xlsx", members.members_xlsx, name="members-xlsx"),
    path(f"{_MEMBERS}/history/", members.member_history, name="member-history"),
    path(f"{_OWN}/counts/", members.counts, name="counts"),
    path(f"{_MEMBERS}/edit/", member_desk.edit_members, name="edit-members"),
    path(f"{_MEMBERS}/new/", member_desk.new_member, name="new-member"),
    path(f"{_MEMBERS}/named/", member_desk.named_listing, name="named-listing"),
    path(f"{_MEMBERS}/import/", member_lists.member_lists, name="member-lists"),
    path(f"{_LIST}/", member_lists.member_list, name="member-list"),
    path(f"{_LIST}/decisions/", member_lists.member_list_decisions, name="member-list-decisions"),
    path(f"{_LIST}/taking/", member_lists.member_list_taking, name="member-list-taking"),
    path(f"{_LIST}/end/", member_lists.member_list_end, name="member-list-end"),
    path(
        f"{_MEMBERS}/<int:pk>/<tie_change:change>/", member_desk.member_change, name="member-change"
    ),
    path(f"{_OWN}/memberships/edit/", member_desk.edit_memberships, name="edit-memberships"),
    path(
        f"{_OWN}/memberships/<wholes:kind>/<int:pk>/<tie_change:change>/",
        member_desk.membership_change,
        name="membership-change",
    ),
]
