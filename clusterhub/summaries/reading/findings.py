"""What an editor must look at: codes, sentences, lines and values."""


class Findings:
    """Collects findings; the same sentence about several lines is one finding."""

    def __init__(self):
        self._found, self._by_message = [], {}

    def add(self, code, message, where, values):
        lines = {line for line in where if line}
        known = self._by_message.get((code, message))
        if known is not None and code != "empty-link":
            known["where"] |= lines
            return
        finding = {"code": code, "message": message, "where": lines, "values": values}
        self._found.append(finding)
        self._by_message[code, message] = finding

    def add_doubts(self, doubts, line):
        """Doubts of the clock about a printed day or hour; their values in the sentence's order."""
        for doubt in doubts:
            self.add(doubt.code, doubt.message, [line], [str(v) for v in doubt.values.values()])

    def as_json(self):
        """In the order of the lines they are about; those about no line come last."""
        found = [{**each, "where": sorted(each["where"])} for each in self._found]
        last = float("inf")
        return sorted(found, key=lambda each: each["where"][0] if each["where"] else last)
