"""The land, borders and lakes of europe.svg, to which every server-made map refers."""

from pathlib import Path

from clusterhub.directory.drawing import HEIGHT, LEFT, TOP, WIDTH, outline
from clusterhub.directory.topojson import borders, layer

FOLDER = Path(__file__).parent / "static" / "directory" / "map"
# The base map is cut off here. Beyond its eastern edge the land goes on, and so does the drawing.
EAST, NORTH, WEST, SOUTH = 52, 72, -32, 26.5
BEYOND = [[(EAST, 46.5), (EAST, 59), (EAST, 69), (80, 72), (100, 60), (80, 40), (EAST, 46.5)]]
NEAR = 0.02


def base_map(topology):
    """Without colours: whoever refers to its parts says how they look."""
    shapes = [rings for _properties, rings in layer(topology, "countries")]
    land = "".join(outline(rings) for rings in [*shapes, BEYOND])
    lines = [part for line in borders(topology, "countries") for part in _without_edge(line)]
    lakes = "".join(outline(rings, finest=5) for _properties, rings in layer(topology, "lakes"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{LEFT} {TOP} {WIDTH} {HEIGHT}">'
        f'<path id="land" fill-rule="evenodd" d="{land}"/>'
        f'<path id="borders" fill="none" vector-effect="non-scaling-stroke"'
        f' d="{outline(lines, closes=False)}"/>'
        f'<path id="lakes" d="{lakes}"/></svg>\n'
    )


def _without_edge(line):
    """What is left of a line where it does not run along the edge of the base map."""
    parts, part = [], []
    for point in line:
        if _is_on_edge(*point):
            parts.append(part)
            part = []
        else:
            part.append(point)
    return [part for part in [*parts, part] if part]


def _is_on_edge(longitude, latitude):
    return (
        longitude > EAST - NEAR
        or longitude < WEST + NEAR
        or latitude > NORTH - NEAR
        or latitude < SOUTH + NEAR
    )
