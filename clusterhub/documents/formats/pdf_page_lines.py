"""Headers, footers and page numbers: what repeats at the edge of pages."""

import re
from collections import Counter

_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.)?\s*\d{1,4}\s*(?:(?:/|\||of|von|sur)\s*\d{1,4})?\W*\Z", re.IGNORECASE
)
_EDGE_LINES = 2
_MARGIN = 0.13


def without_page_lines(pages):
    """Drop lines at the edge of pages that repeat on them, digits aside, and page numbers."""
    heights = [line.y for page in pages for line in page]
    low, high = min(heights, default=0), max(heights, default=0)
    margin = _MARGIN * (high - low)
    edges = [_edge_lines(page, low + margin, high - margin) for page in pages]
    repeated = Counter(key for page in edges for key in {_key(line) for line in page})
    enough = max(2, len(pages) // 3)
    kept, count = [], 0
    for page, edge in zip(pages, edges, strict=True):
        drop = {
            id(line)
            for line in edge
            if repeated[_key(line)] >= enough
            or (line is page[-1] and _is_page_number(line.text, len(pages)))
        }
        count += len(drop)
        kept.append([line for line in page if id(line) not in drop])
    return kept, count


def _is_page_number(text, page_count):
    """A bare number at the end of the only page may as well be a figure."""
    return bool(_PAGE_NUMBER.match(text)) and (page_count > 1 or not text.isdigit())


def _edge_lines(page, low, high):
    first = [line for line in page[:_EDGE_LINES] if line.y > high]
    last = [line for line in page[-_EDGE_LINES:] if line.y < low]
    return first + [line for line in last if line not in first]


def _key(line):
    return (re.sub(r"\d+", "0", line.text), round(line.y / 4))
