/* What the page knows: reads the compact data, and makes elements. All words enter the page as text, never as HTML. */
"use strict";

const SVG = "http://www.w3.org/2000/svg";

/** Make an element; children are elements or text, nothing is left out. */
function element(tag, attributes = {}, ...children) {
  const node = ["svg", "rect", "line", "circle"].includes(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ""));
  return node;
}

const swatch = fill => element("svg", { class: "swatch", "aria-hidden": "true" }, element("rect", { width: "100%", height: "100%", fill }));

/** Fill in the placeholders of a text; a name that holds braces stays as it is. */
const fillIn = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** Number k of a list that is one text: each takes as many characters, in base 36, above the least. */
const at = ({ least, width, text }, k) => parseInt(text.slice(k * width, (k + 1) * width), 36) + least;
const all = list => Array.from({ length: list.text.length / list.width }, (_, k) => at(list, k));

/** GeoJSON from shapes that are written as distances between points, in steps of the last decimal. */
function unpack(shapes, decimals) {
  const unit = 10 ** decimals;
  const ring = steps => {
    const points = [];
    for (let at = 0, x = 0, y = 0; at < steps.length; at += 2) points.push([(x += steps[at]) / unit, (y += steps[at + 1]) / unit]);
    return [...points, points[0]];
  };
  return {
    type: "FeatureCollection",
    features: shapes.map((polygons, id) => ({
      type: "Feature", id, properties: {}, geometry: { type: "MultiPolygon", coordinates: polygons.map(rings => rings.map(ring)) },
    })),
  };
}

/** The bounds of a feature of `unpack`. */
function boxOf({ geometry }) {
  const box = L.latLngBounds([]);
  for (const [ring] of geometry.coordinates) for (const [x, y] of ring) box.extend([y, x]);
  return box;
}

/** The districts by position on the map: names, states, and what every layer says of them. */
function readDistricts(data) {
  const { districts, texts, words } = data, attention = data.layers[0];
  const named = {};
  for (const name of districts.names) named[name] = (named[name] || 0) + 1;
  const pooled = name => position => districts[name].texts[at(districts[name].of, position)];
  const read = {
    count: districts.names.length,
    name: position => districts.names[position],
    partOf: pooled("part_of"), subjects: pooled("subjects"), reason: pooled("reasons"),
    inData: pooled("in_data"), lead: pooled("leads"), basis: pooled("basis"),
    signals: position => data.signals[position] || [],
    order: all(districts.order),
    mark: (layer, position) => layer.marks[at(layer.marked, position)],
    state: position => read.mark(attention, position),
    urgency: position => at(attention.marked, position),
    written: (layer, step, end = "whole") => texts[layer.unit][end][step],
    /** The figure of a district: its own, or that of the larger area that stands in; null where there is none. */
    figure(layer, position) {
      if (!layer.values) return null;
      const larger = layer.larger[position], rest = restOf(layer, position);
      if (larger) return { larger: larger[0], value: larger[1], low: larger[2], high: larger[3], rest: null };
      if (read.mark(layer, position).says) return null;
      const value = at(layer.values, position), below = at(layer.below, position);
      return { value, low: below < 0 ? null : value - below, high: below < 0 ? null : value + at(layer.above, position), rest };
    },
    people(layer, position) {
      const list = data.counts.lists[data.counts.of[layer.id]];
      return list.texts[at(list.of, position)];
    },
    /** What the address of the page calls a district: its name, with that of the larger area where others have it too. */
    address: position => (named[districts.names[position]] > 1 ? `${districts.names[position]}, ${read.partOf(position)}` : districts.names[position]),
    addressed(text) {
      let words;
      try { words = decodeURIComponent(text); } catch { return -1; }   // a link that was cut off
      const said = words.toLocaleLowerCase();   // as somebody types it: #de marken
      return said ? districts.names.findIndex((_, position) => read.address(position).toLocaleLowerCase() === said) : -1;
    },
    /** What a layer says of a district in one line. */
    says(layer, position) {
      const figure = read.figure(layer, position);
      if (!figure) return read.mark(layer, position).says;
      const value = read.written(layer, figure.value);
      if (figure.larger) return `${layer.label}: ${value}. ${fillIn(words.larger, { parent: figure.larger })}`;
      if (figure.rest === null) return `${layer.label}: ${value}`;
      return fillIn(words.hover, { label: layer.label, value, rest: words.the_rest, rest_value: read.written(layer, figure.rest) });
    },
  };
  const restOf = ({ rest }, position) => (position in rest.other ? rest.other[position] : rest.most);
  return read;
}
