"""What the description of the API says of every operation: formats, refusals, headers."""

from functools import lru_cache

from django.conf import settings
from ninja import Schema

from clusterhub.api.answers import CSV, GEOJSON
from clusterhub.api.schemas import RefusalAnswer
from clusterhub.web.addresses import absolute

READING = (400, 401, 404, 406, 422, 429)
WRITING = (400, 401, 403, 404, 406, 409, 410, 413, 415, 422, 429)
_POINT = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {"type": {"const": "Feature"}, "geometry": {"type": ["object", "null"]}},
}
_POINTS = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": _POINT},
        "next": {"type": ["string", "null"]},
    },
}
_TEXT = {CSV: {"schema": {"type": "string"}}}
TABLE = _TEXT
TABLE_AND_MAP = _TEXT | {GEOJSON: {"schema": _POINTS}}
ON_A_MAP = {GEOJSON: {"schema": _POINT}}
UNCHANGED = {
    "description": "Not Modified: what you have, by the ETag in If-None-Match, still holds."
}
MOVED = {
    "description": "It was merged into another, whose address is in Location. "
    "A merge can be undone: do not keep this for longer than Cache-Control says.",
    "headers": {"Location": {"schema": {"type": "string", "format": "uri"}}},
}


def described(schema: type[Schema], *, also=None, refusals=READING, status=200, moved=None):
    """The options of an operation that answers with `schema`, or in the formats of `also`; `moved`
    is the status that leads on from what was merged."""
    responses = {status: schema} | dict.fromkeys(refusals, RefusalAnswer)
    extra = {status: {"content": also}} if also else {}
    if status == 200 and refusals is not WRITING:
        extra[304] = UNCHANGED
    if moved:
        responses[moved] = RefusalAnswer
        extra[moved] = MOVED
    return {"response": responses, "openapi_extra": {"responses": extra}}


@lru_cache(maxsize=4)
def openapi(_site_name, _base_url):
    """The whole description, made once a process."""
    from clusterhub.api.endpoints import api

    made = dict(api.get_openapi_schema())
    made["info"] = made["info"] | {"title": f"{settings.SITE_NAME} API"}
    made["servers"] = [{"url": absolute("")}]
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for methods in made["paths"].values():
        for method, operation in methods.items():
            operation["security"] = [{"token": []}] if method != "get" else [{}, {"token": []}]
    return made


def description():
    return openapi(settings.SITE_NAME, settings.BASE_URL)
