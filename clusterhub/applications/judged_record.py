"""An application as its evaluators read it: what was handed in, without names where that is the rule."""

from clusterhub.applications.presenting import value_lines


def record_for(application):
    """The latest submission as sections of lines; anonymous where the publisher says so."""
    submission = application.submissions.order_by("-number").first()
    if submission is None:
        return None
    snapshot, hides = submission.snapshot, application.hosted.procedure.is_anonymous
    sections = [
        {
            "title": part["title"],
            "questions": [
                {"label": q["label"], "kind": q["kind"], "lines": _lines(q, snapshot)}
                for q in part["questions"]
                if q["kind"] != "file" and not (hides and q["kind"] == "partners")
            ],
        }
        for part in snapshot["form"]["sections"]
    ]
    return {
        "title": snapshot["title"],
        "lead": None if hides else snapshot["lead"]["name"],
        "country": None if hides else snapshot["lead"]["country"],
        "sections": sections,
        "files": [_file(n, each, hides) for n, each in enumerate(snapshot["files"], 1)],
    }


def _lines(question, snapshot):
    return [str(line) for line in value_lines(question, snapshot)]


def _file(number, file, hides):
    name = f"{number}.{file['kind']}" if hides else file["name"]
    return {"uid": file["uid"], "name": name, "size": file["size"]}
