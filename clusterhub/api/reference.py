"""The description of the API as lines of a page. Pure: reads OpenAPI and nothing else."""

METHODS = ("get", "post", "patch")
# Any operation may answer so; only the others are worth a line at each.
EVERYWHERE = {"200", "304", "400", "401", "404", "406", "422", "429"}


def groups(openapi):
    """Operations by their tag, in the order of the description."""
    found = {}
    for path, methods in openapi["paths"].items():
        for method in METHODS:
            if operation := methods.get(method):
                tag = operation.get("tags", [""])[0]
                found.setdefault(tag, []).append(_operation(path, method, operation))
    return found


def schemas(openapi):
    """Each kind of record with its fields: name, what it may be, words."""
    return {
        name: [_field(each, schema) for each in schema["properties"].items()]
        for name, schema in sorted(openapi["components"]["schemas"].items())
        if "properties" in schema
    }


def _operation(path, method, operation):
    body = operation.get("requestBody", {}).get("content", {})
    answers = operation["responses"]
    good = next(answer for status, answer in answers.items() if str(status).startswith("2"))
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "words": _pieces(operation.get("description", "")),
        "parameters": [_parameter(each) for each in operation["parameters"]],
        "takes": [type_in_words(each["schema"]) for each in body.values()],
        "gives": type_in_words(_first_schema(good)),
        "formats": list(good.get("content", {})),
        "statuses": [
            (status, answer.get("description", ""))
            for status, answer in sorted(answers.items(), key=lambda pair: int(pair[0]))
            if str(status) not in EVERYWHERE
        ],
    }


def _pieces(words):
    """(text, whether it is code): what stands between ` is."""
    return [(piece, place % 2 == 1) for place, piece in enumerate(words.split("`")) if piece]


def _first_schema(answer):
    content = answer.get("content", {})
    return next(iter(content.values()))["schema"] if content else {}


def _parameter(parameter):
    schema = parameter["schema"]
    return {
        "name": parameter["name"],
        "type": type_in_words(schema),
        "words": parameter.get("description", ""),
        "is_required": parameter["required"],
    }


def _field(pair, schema):
    name, each = pair
    return {
        "name": name,
        "type": type_in_words(each),
        "words": each.get("description", ""),
        "is_required": name in schema.get("required", ()),
    }


def type_in_words(schema):
    """ "array of string", "Organisation or null", "one of: sme, rto"."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if options := schema.get("anyOf"):
        return " or ".join(type_in_words(each) for each in options)
    if "enum" in schema:
        return "one of: " + ", ".join(str(value) for value in schema["enum"] if value != "")
    if "const" in schema:
        return str(schema["const"])
    kind = schema.get("type", "anything")
    if kind == "array":
        return f"array of {type_in_words(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"names with {type_in_words(schema['additionalProperties'])}"
    return f"{kind} ({schema['format']})" if "format" in schema else kind
