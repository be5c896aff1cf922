"""Reading TopoJSON: borders that two countries share stand in the file once. Knows no database."""

from itertools import pairwise


def layer(topology, name):
    """Each shape of a layer as (properties, rings or lines); a point is (longitude, latitude)."""
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    for shape in topology["objects"][name]["geometries"]:
        yield shape.get("properties", {}), [_joined(line, arcs) for line in _lines(shape)]


def borders(topology, name):
    """Each line of a layer once, however many shapes share it."""
    numbers = {
        number if number >= 0 else ~number
        for shape in topology["objects"][name]["geometries"]
        for line in _lines(shape)
        for number in line
    }
    return [_decoded(topology["arcs"][number], topology["transform"]) for number in sorted(numbers)]


def _decoded(arc, transform):
    """Steps in whole numbers become degrees."""
    (width, height), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * width + left, y * height + bottom))
    return points


def _lines(shape):
    """The lists of arc numbers, whatever kind of shape it is."""
    depth = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
    lines = shape.get("arcs", [])
    kind = depth.get(shape["type"])
    if kind is None:
        return []
    if kind == 0:
        return [lines]
    return lines if kind == 1 else [ring for polygon in lines for ring in polygon]


def _joined(numbers, arcs):
    """One line out of its arcs; a number below zero means the arc backwards."""
    points = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(part[1:] if points else part)
    return points


def holds(rings, longitude, latitude):
    """Whether a point lies inside: a ray to the east crosses the border an odd number of times."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > latitude) == (y2 > latitude):
                continue
            if longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside
