from clusterhub.documents.dialect import canonical_marker
from clusterhub.documents.formats.building import LineBuilder
from clusterhub.documents.formats.wrapping import unwrap
from clusterhub.documents.sniffing import decode


def read(data):
    text, notes = decode(data)
    builder = LineBuilder()
    text = builder.cleaner.clean(text.removeprefix("\ufeff"))
    lines = [" ".join(line.split()) for line in text.strip("\n").split("\n")]
    lines = [builder.without_unsafe_targets(canonical_marker(line)) for line in lines]
    lines, joined = unwrap(lines)
    return lines, notes + builder.notes() + joined
