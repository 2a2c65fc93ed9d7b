/* A map of districts: colours by layer, tooltip by mouse, touch and keyboard, zoom buttons, print.
   All words come from `data`, which holds only what the page shows, and enter the page as text, never as HTML. */
"use strict";

function showDistricts(map, cells, data) {
  const shapes = [];
  cells.eachLayer(shape => { shapes[shape.feature.id] = shape; });
  let layer = data.layers[0], active = 0;

  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const markOf = id => layer.marks[layer.marked[id]];
  const says = id => markOf(id).says || `${layer.label}: ${layer.figures[id]}`;
  const reason = id => layer === data.layers[0] ? data.districts[id].reason : "";

  /* ---- the map fits its frame ---- */
  const whole = cells.getBounds();
  const showWhole = () => {
    map.invalidateSize({ animate: false });
    const { x, y } = map.getSize();   // a hidden page has no size, and bounds that fit nothing are no place on earth
    if (Math.min(x, y) > 40) map.fitBounds(whole, { padding: [10, 10], animate: false });
  };
  showWhole();
  if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();   // one finger scrolls the page, two move the map
  map.on("click", () => map.scrollWheelZoom.enable());                   // and the wheel too, until the map is used
  map.on("mouseout", () => map.scrollWheelZoom.disable());
  document.getElementById("zoom-in").onclick = () => map.zoomIn();
  document.getElementById("zoom-out").onclick = () => map.zoomOut();
  document.getElementById("zoom-all").onclick = showWhole;
  new ResizeObserver(showWhole).observe(map.getContainer());
  for (const [event, on] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(event, () => {
      point(null);
      document.body.classList.toggle("printing", on);
      showWhole();
    });
  }

  /* ---- names of the larger areas ---- */
  data.larger.forEach(({ name, place }) => {
    const icon = L.divIcon({ className: "area-name", html: "", iconSize: [0, 0] });
    const label = L.marker(place, { icon, interactive: false, keyboard: false, pane: "outlines" }).addTo(map);
    const words = document.createElement("span");
    words.textContent = name;
    label.getElement().append(words);
  });
  map.getPane("outlines").setAttribute("aria-hidden", "true");

  /* ---- tooltip ---- */
  const tip = L.tooltip({ interactive: true, opacity: 1, pane: "tooltipPane" });
  const ring = L.geoJSON(null, { pane: "outlines", interactive: false, style: data.ring }).addTo(map);
  let closing;
  function element(tag, text, name) {
    const node = document.createElement(tag);
    node.textContent = text;
    if (name) node.className = name;
    return node;
  }
  function point(id, at) {
    clearTimeout(closing);
    ring.clearLayers();
    tip.remove();
    if (id === null) return;
    const district = data.districts[id], words = document.createElement("div");
    words.append(element("b", district.name), element("small", district.level), element("span", says(id)));
    if (reason(id)) words.append(element("span", reason(id), "why"));
    const box = shapes[id].getBounds(), spot = map.latLngToContainerPoint(at), size = map.getSize();
    const below = spot.y < size.y / 2, edge = L.latLng(below ? box.getSouth() : box.getNorth(), box.getCenter().lng);
    tip.options.direction = spot.x < 140 ? "right" : spot.x > size.x - 140 ? "left" : below ? "bottom" : "top";
    tip.setContent(words).setLatLng(map.getBounds().contains(edge) ? edge : at).addTo(map);
    tip.getElement().onmouseenter = () => clearTimeout(closing);
    tip.getElement().onmouseleave = closeSoon;
    ring.addData(shapes[id].feature);
  }
  function closeSoon() { clearTimeout(closing); closing = setTimeout(point, 150, null); }
  shapes.forEach((shape, id) => shape.on({
    mouseover: event => point(id, event.latlng), click: event => point(id, event.latlng), mouseout: closeSoon,
  }));

  /* ---- keyboard: the map is one tab stop, and the arrows go to the nearest district in that direction ---- */
  const pane = map.getPane("districts"), list = pane.querySelector("svg");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", data.words.map);
  list.querySelector("g").setAttribute("role", "presentation");
  function nearest(dx, dy) {
    const middle = shape => map.latLngToLayerPoint(shape.getBounds().getCenter()), from = middle(shapes[active]);
    let best = active, least = Infinity;
    shapes.forEach((shape, id) => {
      const to = middle(shape).subtract(from), along = to.x * dx + to.y * dy, aside = Math.abs(to.x * dy - to.y * dx);
      if (along > 0 && along + 2.5 * aside < least) { best = id; least = along + 2.5 * aside; }
    });
    return best;
  }
  function activate(id) {
    shapes[active].getElement().setAttribute("tabindex", -1);
    active = id;
    shapes[active].getElement().setAttribute("tabindex", 0);
  }
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function pointActive() {
    const at = shapes[active].getBounds().getCenter();
    if (!map.getBounds().contains(at)) map.panTo(at, { animate: false });
    point(active, at);
  }
  pane.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = arrows[event.key];
    if (step) { activate(nearest(...step)); shapes[active].getElement().focus({ preventScroll: true }); }
    else if (event.key === "Enter" || event.key === " ") pointActive();
    else return;
    event.preventDefault();
  });
  pane.addEventListener("focusin", event => { if (event.target.matches(":focus-visible")) pointActive(); });
  pane.addEventListener("focusout", () => point(null));
  document.addEventListener("keydown", event => { if (event.key === "Escape") point(null); });

  /* ---- layers ---- */
  function show(id) {
    layer = data.layers.find(other => other.id === id);
    cells.setStyle(feature => ({ fillColor: markOf(feature.id).fill }));
    for (const part of document.querySelectorAll(".legend > section")) part.hidden = part.dataset.layer !== id;
    shapes.forEach((shape, position) => {
      const district = data.districts[position], path = shape.getElement();
      path.setAttribute("role", "option");
      path.setAttribute("aria-selected", "false");
      path.setAttribute("tabindex", position === active ? 0 : -1);
      path.setAttribute("aria-label", fill(data.words.district,
        { name: district.name, area: data.words.area, attention_label: says(position), first_reason: reason(position) }).trim());
    });
  }
  const topics = document.getElementById("topics");
  topics.addEventListener("change", event => {
    show(event.target.value);
    document.getElementById("now").textContent = fill(data.words.now, { layer: layer.label });
  });
  show(layer.id);
  topics.open = matchMedia("(min-width: 60rem)").matches;
  document.getElementById("how").open = matchMedia("(min-width: 60rem) and (min-height: 60rem)").matches;
}
