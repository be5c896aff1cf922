"""What an editor must look at: codes, sentences, lines and values."""


class Findings:
    """Collects findings; the same sentence about several lines is one finding."""

    def __init__(self):
        self._found = []

    def add(self, code, message, where, values):
        lines = sorted({line for line in where if line})
        for known in self._found:
            if code != "empty-link" and (known["code"], known["message"]) == (code, message):
                known["where"] = sorted({*known["where"], *lines})
                return
        self._found.append({"code": code, "message": message, "where": lines, "values": values})

    def add_doubts(self, doubts, line):
        """Doubts of the clock about a printed day or hour; their values in the sentence's order."""
        for doubt in doubts:
            self.add(doubt.code, doubt.message, [line], [str(v) for v in doubt.values.values()])

    def as_json(self):
        """In the order of the lines they are about; those about no line come last."""
        last = float("inf")
        return sorted(self._found, key=lambda each: each["where"][0] if each["where"] else last)
