// Borders that two countries share stand in the file once; this puts the shapes together again.
export function features(topology, name) {
  const arcs = topology.arcs.map((arc) => decoded(arc, topology.transform));
  const shapes = topology.objects[name].geometries.filter((shape) => shape.arcs);
  return {
    type: "FeatureCollection",
    features: shapes.map((shape) => ({
      type: "Feature",
      properties: shape.properties || {},
      geometry: { type: shape.type, coordinates: joined(shape.arcs, arcs) },
    })),
  };
}

function decoded(arc, { scale, translate }) {
  let x = 0;
  let y = 0;
  return arc.map(([east, north]) => {
    x += east;
    y += north;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

function joined(numbers, arcs) {
  if (Array.isArray(numbers[0])) return numbers.map((part) => joined(part, arcs));
  return numbers.flatMap((number, place) => {
    const points = number < 0 ? arcs[~number].slice().reverse() : arcs[number];
    return place ? points.slice(1) : points;
  });
}
