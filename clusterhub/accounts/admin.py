from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from clusterhub.accounts.models import RoleGrant, User
from clusterhub.accounts.permissions import can_administer

admin.site.login = secure_admin_login(admin.site.login)  # One sign-in, with its limits, for all.


class ForAdministrators:
    """The repair desk of one model, for whoever holds the role; Django's own permissions are not used."""

    def has_module_permission(self, request):
        return can_administer(request.user)

    def has_view_permission(self, request, thing=None):
        return can_administer(request.user)

    has_add_permission = has_module_permission
    has_change_permission = has_delete_permission = has_view_permission


@admin.register(User)
class UserAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ["email", "name", "is_active", "joined_at"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "is_active", "joined_at", "last_login"]
    readonly_fields = ["email", "joined_at", "last_login"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, thing=None):
        return False  # People close their own accounts.


@admin.register(RoleGrant)
class RoleGrantAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ["holder", "role", "granted_by", "granted_at", "revoked_at"]
    list_filter = ["role"]
    list_select_related = ["holder", "granted_by"]

    def has_add_permission(self, request):
        return False  # Roles are given on the people page, where it is recorded.

    has_change_permission = has_delete_permission = lambda self, request, thing=None: False
