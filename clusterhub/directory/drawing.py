"""Europe on paper: from degrees to a drawing, without a script. Knows no database.

Equal areas (Lambert, azimuthal, around 52° N 10° E), so that a circle weighs the same everywhere.
"""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

CENTRE = radians(52), radians(10)
UNITS = 2000  # One unit is about 3 km, so that whole numbers are fine enough.
LEFT, TOP, WIDTH, HEIGHT = -620, -720, 1580, 1330
SMALLEST, LARGEST = 11, 70
MOST_MARKS = 150  # Those with the most; a thousand circles would be most of the page.
LEAST_SHOWN = 180  # How far one looks at least, when the drawing shows a part.


@dataclass(frozen=True)
class Mark:
    x: float
    y: float
    radius: float
    area: object


@dataclass(frozen=True)
class Drawing:
    box: tuple
    marks: list
    outside: list
    dots: str = ""  # The path of points for the rest.

    @property
    def view_box(self):
        return " ".join(f"{number:.6g}" for number in self.box)

    @property
    def width(self):
        return self.box[2]


def project(latitude, longitude):
    """A place on the drawing; y grows to the south."""
    north, east = radians(latitude), radians(longitude) - CENTRE[1]
    middle = CENTRE[0]
    nearness = 1 + sin(middle) * sin(north) + cos(middle) * cos(north) * cos(east)
    stretch = UNITS * sqrt(2 / max(nearness, 1e-9))
    x = stretch * cos(north) * sin(east)
    y = stretch * (cos(middle) * sin(north) - sin(middle) * cos(north) * cos(east))
    return x, -y


def drawing_of(areas, *, shows_part=False, least=LEAST_SHOWN):
    """Circles for `areas` (each with latitude, longitude and count), the largest at the back.

    What lies beyond the sheet is in `outside`, so that nobody is left out without a word.
    """
    placed = [(*project(area.latitude, area.longitude), area) for area in areas]
    on_sheet = [place for place in placed if _is_on_sheet(*place[:2])]
    box = _around(on_sheet, least) if shows_part and on_sheet else (LEFT, TOP, WIDTH, HEIGHT)
    most = max((area.count for *_xy, area in on_sheet), default=1)
    scale = box[2] / WIDTH
    ordered = sorted(on_sheet, key=lambda place: -place[2].count)
    marks = [
        Mark(round(x, 1), round(y, 1), round(_radius(area.count, most) * scale, 1), area)
        for x, y, area in ordered[:MOST_MARKS]
    ]
    dots = "".join(f"M{x:.0f} {y:.0f}h0" for x, y, _area in ordered[MOST_MARKS:])
    outside = [area for x, y, area in placed if not _is_on_sheet(x, y)]
    return Drawing(box, marks, outside, dots)


def _is_on_sheet(x, y):
    return LEFT < x < LEFT + WIDTH and TOP < y < TOP + HEIGHT


def _radius(count, most):
    return SMALLEST + (LARGEST - SMALLEST) * sqrt(count / most)


def _around(places, least):
    """A frame of the sheet's own shape around these places, with a margin."""
    xs, ys = [x for x, *_rest in places], [y for _x, y, _area in places]
    width = max((max(xs) - min(xs)) * 1.3, (max(ys) - min(ys)) * 1.3 * WIDTH / HEIGHT, least)
    width = min(width, WIDTH)
    height = width * HEIGHT / WIDTH
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return middle_x - width / 2, middle_y - height / 2, width, height


def outline(lines, *, closes=True, finest=3.5):
    """Lines of degrees as the `d` of an SVG path, without points that nobody could tell apart."""
    return "".join(_path(_thinned(line, finest), closes) for line in lines)


def _thinned(line, finest):
    kept = []
    for longitude, latitude in line:
        x, y = project(latitude, longitude)
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= finest:
            kept.append((x, y))
    return kept if any(_is_near_sheet(x, y) for x, y in kept) else []


def _is_near_sheet(x, y):
    return LEFT - 60 < x < LEFT + WIDTH + 60 and TOP - 60 < y < TOP + HEIGHT + 60


def _path(points, closes):
    if len(points) < (4 if closes else 2):
        return ""
    x, y = (round(number) for number in points[0])
    words = [f"M{x} {y}l"]
    for next_x, next_y in points[1:]:
        across, down = round(next_x) - x, round(next_y) - y
        words.append(f"{across} {down} ")
        x, y = x + across, y + down
    return "".join(words).rstrip().replace(" -", "-") + ("z" if closes else "")
