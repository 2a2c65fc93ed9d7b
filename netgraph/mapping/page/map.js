/* The map: shapes, outline, tooltip, keys, zoom, paper. */

function drawMap(map, cells, data, page) {
  const { districts } = page, still = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* ---- the map fits its frame, before anything is drawn: every change of zoom draws all borders again ---- */
  const drawn = unpack(data.shapes, data.decimals), areas = unpack(data.outlines, data.decimals);
  const boxes = drawn.features.map(boxOf), whole = boxes.reduce((all, box) => all.extend(box), L.latLngBounds([]));
  const bar = document.querySelector(".zoom");
  const showWhole = () => {
    map.stop();
    map.invalidateSize({ animate: false });
    const { x, y } = map.getSize();   // a hidden page has no size, and bounds that fit nothing are no place on earth
    const under = getComputedStyle(bar).position === "absolute" ? bar.offsetHeight + 14 : 10;   // buttons over the map
    if (Math.min(x, y) > 40) map.fitBounds(whole, { paddingTopLeft: [10, 10], paddingBottomRight: [10, under], animate: false });
  };
  const near = { padding: [60, 60], maxZoom: 14.5 };
  const flyTo = id => map.flyToBounds(boxes[id], { ...near, duration: .7, animate: !still });
  showWhole();

  const shapes = [];
  cells.addData(drawn);
  cells.eachLayer(shape => { shapes[shape.feature.id] = shape; });
  const middles = boxes.map(box => box.getCenter());
  const edge = { pane: "outlines", interactive: false, smoothFactor: 0 };
  L.geoJSON(areas, { ...edge, style: { color: data.colours.outline, weight: 1.8, fill: false } }).addTo(map);
  const halo = L.geoJSON(null, { ...edge, style: { color: data.colours.paper, weight: 7, fill: false, className: "chosen" } }).addTo(map);
  const ring = L.geoJSON(null, { ...edge, style: { color: data.colours.ink, weight: 3.5, fill: false, className: "chosen" } }).addTo(map);
  const outline = id => { for (const line of [halo, ring]) { line.clearLayers(); if (id !== null) line.addData(shapes[id].feature); } };

  if (data.background) {
    const failed = document.getElementById("background-failed");
    document.body.style.setProperty("--shown", data.background.opacity);
    L.tileLayer(data.background.url, { maxNativeZoom: data.background.deepest, maxZoom: 22 })
      .on("tileerror", () => { failed.textContent = data.background.failed; failed.hidden = false; }).addTo(map);
  }

  /* ---- moving and zooming ---- */
  if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();   // one finger scrolls the page, two move the map
  map.on("click", () => map.scrollWheelZoom.enable());                   // and the wheel too, until the map is used
  map.on("mouseout", () => map.scrollWheelZoom.disable());
  document.getElementById("zoom-in").onclick = () => map.zoomIn();
  document.getElementById("zoom-out").onclick = () => map.zoomOut();
  document.getElementById("zoom-all").onclick = showWhole;
  let size = map.getSize();
  new ResizeObserver(() => {
    const { clientWidth, clientHeight } = map.getContainer();
    if (clientWidth === size.x && clientHeight === size.y) return;
    showWhole();
    size = map.getSize();
    if (page.chosen !== null) map.fitBounds(boxes[page.chosen], { ...near, animate: false });
  }).observe(map.getContainer());

  const inside = id => (data.middles.length ? L.latLng(data.middles[id]) : middles[id]);
  const named = districts.order.map(id => ({ name: districts.name(id), place: inside(id), box: boxes[id], kind: districts.urgency(id) ? "district-name" : "district-name marked" }));
  const marked = named.filter(({ kind }) => kind !== "district-name");
  drawNames(map, data, whole, [
    ...marked,
    ...data.larger.names.map((name, k) => ({ name, place: L.latLng(data.larger.points[k]), box: boxOf(areas.features[k]), kind: "area-name" })),
    ...named.slice(marked.length),
  ]);
  map.getPane("outlines").setAttribute("aria-hidden", "true");
  map.getPane("flows").setAttribute("aria-hidden", "true");

  /* ---- tooltip ---- */
  const tip = L.tooltip({ interactive: true, opacity: 1, pane: "tooltipPane" });
  let closing, pointed = null;
  const closeSoon = () => { clearTimeout(closing); closing = setTimeout(point, 150, null); };
  /** Put the tooltip beside a district, or beside the pointer, where it fits into the frame and leaves the pointer free. */
  function place(box, at) {
    const { x, y } = map.latLngToContainerPoint(at), frame = map.getSize(), lng = box.getCenter().lng;
    const edge = lat => (map.getBounds().contains([lat, lng]) ? L.latLng(lat, lng) : at);
    const below = ["bottom", edge(box.getSouth())], above = ["top", edge(box.getNorth())];
    const sides = x < frame.x / 2 ? ["right", "left"] : ["left", "right"];
    for (const [direction, spot] of [...(y < frame.y / 2 ? [below, above] : [above, below]), ...sides.map(side => [side, at]), ["bottom", at], ["top", at]]) {
      tip.options.direction = direction;
      tip.options.offset = [0, 0];
      tip.setLatLng(spot).addTo(map).update();
      const [inside, outside] = [tip.getElement(), map.getContainer()].map(node => node.getBoundingClientRect());
      const back = (start, end, from, to) => Math.max(from + 2 - start, 0) || Math.min(to - 2 - end, 0);
      const aside = back(inside.left, inside.right, outside.left, outside.right), down = back(inside.top, inside.bottom, outside.top, outside.bottom);
      const upright = direction === "top" || direction === "bottom";
      tip.options.offset = [upright ? aside : 0, upright ? 0 : down];   // moved along the district, never over it
      tip.update();
      if (!(upright ? down : aside)) return;
    }
  }
  function point(id, at) {
    clearTimeout(closing);
    tip.remove();
    pointed = id;
    outline(id ?? page.chosen);
    if (id === null) return;
    const reason = page.layer === data.layers[0] ? districts.reason(id) : "";
    const part = districts.partOf(id), level = part ? fillIn(data.words.lies_in, { parent: part }) : data.words.area;
    tip.setContent(element("div", {}, element("b", {}, districts.name(id)), element("small", {}, level),
      element("span", {}, districts.says(page.layer, id)), reason && element("span", { class: "why" }, reason)));
    place(boxes[id], at);
    tip.getElement().onclick = () => page.choose(id, paths[id]);
    tip.getElement().onmouseenter = () => clearTimeout(closing);
    tip.getElement().onmouseleave = closeSoon;
  }
  /* Where a tooltip goes from under a pointer that lies still, the browser says that the pointer enters what lies there:
     that district waits for the pointer to move. */
  let pointer = null, dismissed = null, waiting = null;
  const spot = ({ clientX, clientY }) => `${clientX} ${clientY}`;
  document.addEventListener("mousemove", event => {
    pointer = spot(event);
    if (dismissed === null || pointer === dismissed) return;
    const id = waiting;
    dismissed = waiting = null;
    if (id !== null) point(id, map.mouseEventToLatLng(event));
  }, { capture: true, passive: true });
  /** On the way from a district to its tooltip the pointer may cross another one. */
  function pointSoon(id, { latlng, originalEvent }) {
    clearTimeout(closing);
    if (spot(originalEvent) === dismissed) { waiting = id; return; }
    dismissed = waiting = null;
    if (pointed === null) point(id, latlng); else if (pointed !== id) closing = setTimeout(point, 100, id, latlng);
  }
  shapes.forEach((shape, id) => shape.on({
    mouseover: event => pointSoon(id, event), mouseout: () => { waiting = null; closeSoon(); }, click: () => { activate(id); page.choose(id, paths[id]); },
  }));

  /* ---- keys: the map is one tab stop, and the arrows go to the nearest district in that direction ---- */
  const pane = map.getPane("districts"), list = pane.querySelector("svg");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", data.words.map);
  list.querySelector("g").setAttribute("role", "presentation");
  const paths = shapes.map(shape => shape.getElement());
  let active = districts.order[0];
  paths.forEach((path, id) => {
    path.setAttribute("role", "option");
    path.setAttribute("aria-selected", "false");
    path.setAttribute("tabindex", id === active ? 0 : -1);
  });
  function activate(id) {
    paths[active].setAttribute("tabindex", -1);
    active = id;
    paths[active].setAttribute("tabindex", 0);
  }
  function nearest(dx, dy) {
    const places = middles.map(middle => map.latLngToLayerPoint(middle)), from = places[active];
    let best = active, least = Infinity;
    places.forEach((place, id) => {
      const to = place.subtract(from), along = to.x * dx + to.y * dy, aside = Math.abs(to.x * dy - to.y * dx);
      if (along > 0 && along + 2.5 * aside < least) { best = id; least = along + 2.5 * aside; }
    });
    return best;
  }
  function pointActive() {
    const at = middles[active];
    if (!map.getBounds().contains(at)) map.panTo(at, { animate: false });
    point(active, at);
  }
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  pane.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = arrows[event.key];
    if (step) { activate(nearest(...step)); paths[active].focus({ preventScroll: true }); }
    else if (event.key === "Enter" || event.key === " ") page.choose(active, paths[active]);
    else return;
    event.preventDefault();
  });
  pane.addEventListener("focusin", event => { if (event.target.matches(":focus-visible")) pointActive(); });
  pane.addEventListener("focusout", () => point(null));

  const lines = L.layerGroup();

  /* ---- paper: a class gives the map its size in pixels before the print layout exists ---- */
  for (const [event, on] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(event, () => {
      point(null);
      document.body.classList.toggle("printing", on);
      showWhole();
      size = map.getSize();
    });
  }

  return {
    flyTo, showWhole, activate,
    hideTip() {
      const open = pointed !== null;
      if (open) dismissed = pointer;
      point(null);
      return open;
    },
    showFlows() {
      lines.remove();
      if (!page.flows) return;
      drawLines(lines, data, page.chosen);
      lines.addTo(map);
    },
    /** Colour the map by the layer shown, and name every district for a screen reader. */
    paint() {
      cells.setStyle(feature => ({ fillColor: districts.mark(page.layer, feature.id).fill }));
      const reasoned = page.layer === data.layers[0];
      paths.forEach((path, id) => path.setAttribute("aria-label", fillIn(data.words.district, {
        name: districts.name(id), area: data.words.area, attention_label: districts.says(page.layer, id),
        first_reason: reasoned ? districts.reason(id) : "",
      }).trim()));
    },
    /** Outline the district whose panel is open. */
    mark(id, before) {
      if (before !== null) paths[before].setAttribute("aria-selected", "false");
      if (id !== null) paths[id].setAttribute("aria-selected", "true");
      outline(id);
    },
  };
}
