/* Names on the map, and lines between districts. */

/** Names of districts that need attention, of larger areas, and of districts that have room; none covers another. */
function drawNames(map, data, whole, candidates) {
  const names = L.layerGroup().addTo(map), pixels = place => map.latLngToLayerPoint(place);
  function show() {
    const view = map.getBounds(), frame = map.getSize(), taken = [];
    names.clearLayers();
    for (const { name, place, box, kind } of candidates) {
      if (!view.contains(place)) continue;
      const half = 4 + 3.8 * name.length, low = pixels(box.getSouthWest()), high = pixels(box.getNorthEast());
      const room = high.x - low.x, tall = low.y - high.y > 44, spot = map.latLngToContainerPoint(place);
      if (Math.min(spot.x, frame.x - spot.x) < half || Math.min(spot.y, frame.y - spot.y) < 10) continue;
      const fits = kind === "area-name" ? room > half && room < 1.5 * frame.x
        : tall && room > (kind === "district-name" ? 2.6 : 1.9) * half;
      if (!fits || taken.some(([x, y, other]) => Math.abs(x - spot.x) < half + other && Math.abs(y - spot.y) < 18)) continue;
      taken.push([spot.x, spot.y, half]);
      const icon = L.divIcon({ className: kind, html: "", iconSize: [0, 0] });
      const label = L.marker(place, { icon, interactive: false, keyboard: false, pane: "outlines" }).addTo(names);
      label.getElement().append(element("span", {}, name));
    }
    // Thin lines where districts are small, so that their borders do not cover them.
    const width = (pixels(whole.getSouthEast()).x - pixels(whole.getNorthWest()).x) / Math.sqrt(data.shapes.length);
    map.getContainer().style.setProperty("--thin", Math.min(1, width / 25).toFixed(2));
  }
  map.on("moveend", show);
  show();
}

/** How many lines can be told apart on a map of a whole city. */
const MOST_LINES = 60;

/** Which lines are shown: all of the district chosen; of a city without one, the widest. */
function linesShown(data, chosen) {
  const flows = data.flows || [];
  return chosen === null ? [...flows].sort((a, b) => b[2] - a[2]).slice(0, MOST_LINES)
    : flows.filter(([one, other]) => one === chosen || other === chosen);
}

/** Draw lines between districts: the more ties, the wider. */
function drawLines(lines, data, chosen) {
  const most = Math.max(...(data.flows || []).map(flow => flow[2]), 1);
  lines.clearLayers();
  for (const [one, other, ties] of linesShown(data, chosen)) {
    const ends = [data.middles[one], data.middles[other]], weight = .8 + 4.2 * ties / most;
    for (const [color, wider] of [[data.colours.paper, 1.5], [data.colours.outline, 0]]) {
      L.polyline(ends, { pane: "flows", interactive: false, color, weight: weight + wider, opacity: .8 }).addTo(lines);
    }
  }
}
