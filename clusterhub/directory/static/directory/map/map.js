import { features } from "./topojson.js";

// Our own land and our own numbers: this map asks nobody but the site that it stands on.
const EUROPE = [53, 13];
// The base map is cut off at 52° E; so that it does not look like a coast, the land goes on a little.
const BEYOND = [[46.5, 51.9], [59, 51.9], [68.8, 51.9], [68.8, 80], [40, 80]];
const LARGEST = 22;
// A quarter of a step, so that what is wanted fills the frame; there are no tiles to blur.
const SNAP = 0.25;
// One place alone is shown with the land around it.
const CLOSEST = 7;
const REGIONS_FROM = 5;
const OVERSEAS_ZOOM = 7;
// The base map ends with Europe; these regions are drawn as land where one goes there.
const BEYOND_BASE = /^FRY/;
const files = new Map();

function start(frame) {
  if (!window.L || frame.dataset.started) return;
  frame.dataset.started = "yes";
  const drawing = frame.firstElementChild;
  const place = document.createElement("div");
  place.setAttribute("role", "application");
  place.setAttribute("aria-label", frame.dataset.label);
  frame.append(place);
  drawing.setAttribute("hidden", ""); // An SVG has no property of that name.
  const map = L.map(place, { preferCanvas: true, minZoom: 3, maxZoom: 11, zoomSnap: SNAP, worldCopyJump: false });
  map.attributionControl.setPrefix(false).addAttribution("Natural Earth · GeoNames (CC BY 4.0)");
  addNames(map, frame);
  new OurMap(map, frame).begin();
}

// Four digits are ten metres.
function partOf(bounds) {
  const [west, south, east, north] = bounds.toBBoxString().split(",").map(Number);
  const within = (number, most) => Math.max(-most, Math.min(most, number)).toFixed(4);
  return [within(west, 180), within(south, 90), within(east, 180), within(north, 90)].join(",");
}

function boundsOf(part) {
  const [west, south, east, north] = part.split(",").map(Number);
  return [[south, west], [north, east]];
}

function addNames(map, frame) {
  map.zoomControl.getContainer().querySelectorAll("a").forEach((link, place) => {
    const name = place ? frame.dataset.zoomOut : frame.dataset.zoomIn;
    link.title = name;
    link.setAttribute("aria-label", name);
  });
}

class OurMap {
  constructor(map, frame) {
    this.map = map;
    this.frame = frame;
    this.marks = L.layerGroup();
    this.byCode = new Map();
  }

  async begin() {
    const { latitude, longitude, zoom, part, extent } = this.frame.dataset;
    if (part) this.map.fitBounds(boundsOf(part));
    else if (extent) this.map.fitBounds(boundsOf(extent), { padding: [LARGEST, LARGEST], maxZoom: zoom ? Number(zoom) + 1 : CLOSEST });
    else if (latitude) this.map.setView([latitude, longitude], Number(zoom) || 6);
    else this.showEurope();
    this.land = await this.layer(this.frame.dataset.base, "countries", () => this.landStyle());
    this.beyond = L.polygon(BEYOND, { ...this.landStyle(), stroke: false, interactive: false }).addTo(this.map);
    this.lakes = await this.layer(this.frame.dataset.base, "lakes", () => this.lakeStyle());
    this.marks.addTo(this.map);
    this.map.on("moveend", () => this.ask());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
    this.listenToTable();
    this.offerMoves();
    await this.ask();
  }

  showEurope() {
    this.map.setView(EUROPE, this.frame.clientWidth > 600 ? 4 : 3);
  }

  // Buttons beside the map, so that they are reached without a mouse.
  offerMoves() {
    const moves = this.frame.parentElement.querySelector("[data-moves]");
    moves.hidden = false;
    moves.querySelectorAll("[data-go]").forEach((button) => button.addEventListener("click", () => {
      const place = button.dataset.go;
      if (place) this.map.setView(place.split(","), OVERSEAS_ZOOM);
      else this.showEurope();
    }));
    moves.querySelector("[data-search-here]").addEventListener("click", () => this.searchHere());
  }

  // The part becomes a filter like any other: in the address, in step with the list.
  searchHere() {
    const query = new URLSearchParams(location.search);
    query.set("box", partOf(this.map.getBounds()));
    query.delete("page");
    location.assign(`${location.pathname}?${query}`);
  }

  async layer(address, name, style) {
    if (!files.has(address)) files.set(address, fetch(address).then((answer) => answer.json()));
    const shapes = features(await files.get(address), name);
    return L.geoJSON(shapes, { style, interactive: false }).addTo(this.map);
  }

  colour(name) {
    return getComputedStyle(this.frame).getPropertyValue(name).trim();
  }

  landStyle() {
    return { fillColor: this.colour("--paper"), fillOpacity: 1, color: this.colour("--control"), weight: 0.7 };
  }

  lakeStyle() {
    return { fillColor: this.colour("--events-tint"), fillOpacity: 1, stroke: false };
  }

  borderStyle(shape) {
    const isBeyond = BEYOND_BASE.test(shape?.properties.id);
    return { fill: isBeyond, fillColor: this.colour("--paper"), fillOpacity: 1, color: this.colour("--line"), weight: 1 };
  }

  markStyle() {
    return { fillColor: this.colour("--organisations"), fillOpacity: 0.75, color: this.colour("--paper"), weight: 1 };
  }

  recolour() {
    this.land.setStyle(this.landStyle());
    this.beyond.setStyle({ ...this.landStyle(), stroke: false });
    this.lakes.setStyle(this.lakeStyle());
    this.borders?.setStyle((shape) => this.borderStyle(shape));
    this.marks.eachLayer((mark) => mark.setStyle(this.markStyle()));
  }

  async ask() {
    const query = new URLSearchParams(location.search);
    const box = this.map.getBounds().pad(0.1);
    query.set("zoom", Math.floor(this.map.getZoom()));
    query.set("frame", box.toBBoxString());
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const answer = await fetch(`${this.frame.dataset.map}?${query}`, { signal: this.asked.signal });
      if (answer.ok) this.show(await answer.json());
    } catch (trouble) {
      if (trouble.name !== "AbortError") throw trouble;
    }
    await this.showBorders();
  }

  async showBorders() {
    const isNear = this.map.getZoom() >= REGIONS_FROM;
    if (isNear && !this.borders) {
      this.borders = await this.layer(this.frame.dataset.regions, "nuts2_approx", (shape) => this.borderStyle(shape));
      this.marks.eachLayer((mark) => mark.bringToFront());
    }
    if (this.borders && !isNear) this.borders.remove();
    if (this.borders && isNear && !this.map.hasLayer(this.borders)) {
      this.borders.addTo(this.map);
      this.marks.eachLayer((mark) => mark.bringToFront());
    }
  }

  show(answer) {
    this.marks.clearLayers();
    this.byCode.clear();
    const counts = [...answer.areas.map((area) => area[4]), ...answer.points.map((point) => point[2]), 1];
    const most = Math.max(...counts);
    for (const [code, name, latitude, longitude, count] of answer.areas) {
      const mark = this.mark(latitude, longitude, count, most, `${name || code}: ${count}`);
      mark.on("click", () => this.closer(mark));
      this.byCode.set(code, mark);
    }
    for (const [latitude, longitude, count, address, name] of answer.points) {
      const mark = this.mark(latitude, longitude, count, most, name || String(count));
      mark.on("click", () => (address ? location.assign(address) : this.closer(mark)));
    }
  }

  mark(latitude, longitude, count, most, words) {
    const radius = 4 + (LARGEST - 4) * Math.sqrt(count / most);
    const label = document.createElement("span");
    label.textContent = words;
    return L.circleMarker([latitude, longitude], { radius, ...this.markStyle() }).bindTooltip(label).addTo(this.marks);
  }

  closer(mark) {
    this.map.setView(mark.getLatLng(), Math.min(this.map.getZoom() + 2, this.map.getMaxZoom()));
  }

  // The table is how one walks from mark to mark with the keyboard.
  listenToTable() {
    const table = document.getElementById("areas");
    const pointAt = (event) => this.byCode.get(event.target.closest?.("tr")?.dataset.code);
    table?.addEventListener("focusin", (event) => pointAt(event)?.openTooltip());
    table?.addEventListener("focusout", (event) => pointAt(event)?.closeTooltip());
    table?.addEventListener("mouseover", (event) => pointAt(event)?.openTooltip());
    table?.addEventListener("mouseout", (event) => pointAt(event)?.closeTooltip());
  }
}

document.addEventListener("htmx:load", (event) => event.target.querySelectorAll("[data-map]").forEach(start));
document.querySelectorAll("[data-map]").forEach(start);
