"""The addresses under /api/v1/: each finds through `visible_to` and calls one operation at most."""

from ninja import NinjaAPI

from clusterhub.api import errors
from clusterhub.api.bodies import JsonBodies
from clusterhub.api.endpoints import (
    calls,
    check_ins,
    events,
    index,
    labs,
    meetings,
    memberships,
    registrations,
    vocabularies,
)
from clusterhub.api.endpoints import (
    writing as organisations,
)  # Reading and writing share addresses.

api = NinjaAPI(
    title="ClusterHub",
    version="1",
    description="Organisations, their memberships, events, who comes to them, calls for applications, and the lists that they "
    "are described with.",
    openapi_url=None,  # Our own view adds what all answers have in common.
    docs_url=None,  # Its page runs scripts that our content security policy refuses.
    parser=JsonBodies(),
    urls_namespace="api:v1",
)
errors.register(api)
api.add_router("", index.router)
api.add_router("", organisations.router)
api.add_router("", memberships.router)
api.add_router("", events.router)
api.add_router("", registrations.router)
api.add_router("", check_ins.router)
api.add_router("", meetings.router)
api.add_router("", labs.router)
api.add_router("", calls.router)
api.add_router("", vocabularies.router)
