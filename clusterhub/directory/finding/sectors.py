"""From an activity to the section it is counted under. Knows no database.

Divisions mean nearly the same in NACE 2 and 2.1; the letters of sections do not. Counted are
always the sections of 2.1.
"""

# The last division of each section of NACE 2.1.
_ENDS = {
    "A": 3, "B": 9, "C": 33, "D": 35, "E": 39, "F": 43, "G": 47, "H": 53, "I": 56, "J": 60,
    "K": 63, "L": 66, "M": 68, "N": 75, "O": 82, "P": 84, "Q": 85, "R": 88, "S": 93, "T": 96,
    "U": 98, "V": 99,
}  # fmt: skip


def section_of(division):
    return next(letter for letter, last in _ENDS.items() if int(division) <= last)


def sectors_of(activity):
    """ "2.1:25.11" is counted under C and under 25; a bare section only under itself."""
    code = str(activity).rpartition(":")[2]
    division = code[:2]
    if len(division) == 2 and division.isascii() and division.isdigit():
        return (section_of(division), division)
    return (code,) if code in _ENDS and not str(activity).startswith("2:") else ()
