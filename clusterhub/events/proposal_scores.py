"""What reviews come to: the mean of each by the weights of the criteria, then of all. Pure."""

BEST = 5
USUAL_CRITERIA = (
    ("need", "The need is real and shared", 2),
    ("newness", "It brings something new", 1),
    ("people", "The people can do it", 1),
    ("reach", "It reaches beyond one country", 1),
)


def criteria_of(lines):
    """[{key, label, weight}] out of lines such as "The need is real; 2"; the weight is 1 to 9."""
    found = []
    for line in lines.splitlines():
        label, _sign, weight = line.strip().rpartition(";")
        if not label:
            label, weight = weight, "1"
        weight = weight.strip()
        if not label.strip() or not (weight.isascii() and weight.isdecimal()):
            label, weight = line.strip(), "1"
        if label.strip():
            weight = min(max(int(weight[:2]), 1), 9)
            found.append({"label": label.strip()[:120], "weight": weight})
    return [{"key": f"c{number}", **each} for number, each in enumerate(found[:8], 1)]


def lines_of(criteria):
    return "\n".join(f"{each['label']}; {each['weight']}" for each in criteria)


def mean_of(criteria, scores):
    """The weighted mean of one review; None where it says nothing of any criterion."""
    pairs = [(each["weight"], scores[each["key"]]) for each in criteria if each["key"] in scores]
    total = sum(weight for weight, _score in pairs)
    return sum(weight * score for weight, score in pairs) / total if total else None


def mean_of_all(criteria, reviews):
    means = [mean for scores in reviews if (mean := mean_of(criteria, scores)) is not None]
    return sum(means) / len(means) if means else None
