"""Reading a summary, a long text, and making a PDF; seconds of CPU after start-up."""

from pathlib import Path

from bench.measuring import cpu_seconds, print_table

ROOT = Path(__file__).resolve().parent.parent
REAL = (
    ROOT.parent / "shared" / "data" / "talk-summaries" / "2023-10-11-eu-industry-days-takeaways.txt"
)
SAMPLE = ROOT / "clusterhub" / "summaries" / "sample" / "2023-10-11-eu-industry-days-takeaways.md"


def founding_document():
    """The real document where it is at hand, else the project's own sample of it."""
    return REAL if REAL.exists() else SAMPLE


def long_text(data, size=2_000_000):
    """The document with its sections repeated until it has `size` bytes."""
    text = data.decode()
    filler = (
        "\n\nClusters spoke of skills, energy and the Single Market, and of 1,200 participants.\n"
    )
    return (text + filler * ((size - len(data)) // len(filler) + 1)).encode()


def run():
    from clusterhub.documents.writing import to_pdf
    from clusterhub.summaries.reading import read_summary
    from clusterhub.summaries.writing import to_document

    file = founding_document()
    data = file.read_bytes()
    record = read_summary(data, file.name)
    long = long_text(data)
    document = to_document(record)
    plain = cpu_seconds(lambda: data.decode().split("\n"), times=100)
    rows = [("splitting it into lines", f"{plain * 1000:.3f} ms", "1", "")]
    read = cpu_seconds(lambda: read_summary(data, file.name), times=3)
    rows.append((f"reading {file.name}", f"{read * 1000:.1f} ms", f"{read / plain:,.0f}", "50 ms"))
    big = cpu_seconds(lambda: read_summary(long, "long.txt"), repeat=2)
    rows.append((f"reading {len(long):,} bytes", f"{big:.2f} s", f"{big / plain:,.0f}", "2 s"))
    pdf = cpu_seconds(lambda: to_pdf(document), repeat=3)
    rows.append(("making its PDF", f"{pdf:.2f} s", f"{pdf / plain:,.0f}", "1.5 s"))
    print_table("Reading and writing (CPU)", ["what", "least", "× splitting", "limit"], rows)
    per_byte = (big / len(long)) / (read / len(data))
    print(f"  time per byte, 2 MB against the document: {per_byte:.2f} ×")
