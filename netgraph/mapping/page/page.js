/* The page: which layer is shown and which district is chosen; everything else follows from those two. */

function showDistricts(map, cells, data) {
  document.body.classList.add("scripted");   // until then nothing is offered that needs a script
  const find = id => document.getElementById(id);
  const page = {
    districts: readDistricts(data), chosen: null, opener: null, flows: false,
    layer: data.layers.find(layer => layer.id === data.opens_with),
  };
  const drawn = drawMap(map, cells, data, page), legend = drawLegend(data, page), panel = drawPanel(data, page);
  const tell = text => { find("now").textContent = text; };

  /* ---- the layer shown ---- */
  const radios = [...document.querySelectorAll("input[name=subject]")], figure = find("figure");
  function show(id) {
    page.layer = data.layers.find(layer => layer.id === id);
    const { subject } = page.layer, ofSubject = data.layers.filter(layer => layer.subject === subject);
    for (const radio of radios) radio.checked = radio.value === subject;
    figure.replaceChildren(...ofSubject.map(layer => element("option", { value: layer.id, selected: layer === page.layer }, layer.name)));
    find("figure-choice").hidden = ofSubject.length < 2;
    drawn.paint();
    legend();
    panel();
  }
  show(page.layer.id);
  const list = drawList(data, page);
  const change = id => { show(id); list.draw(); tell(fillIn(data.words.now, { layer: page.layer.label })); };
  for (const radio of radios) radio.onchange = () => change(data.layers.find(layer => layer.subject === radio.value).id);
  figure.onchange = () => change(figure.value);
  document.querySelector(".topics").onsubmit = event => event.preventDefault();

  /* ---- lines between districts ---- */
  const flows = find("flows");
  if (flows) flows.onclick = () => {
    page.flows = !page.flows;
    drawn.showFlows();
    flows.setAttribute("aria-pressed", page.flows);
    flows.textContent = page.flows ? data.words.flows_off : data.words.flows_on;
    legend();
    panel();
  };

  /* ---- the district chosen: the panel takes the focus, and gives it back when it closes ---- */
  page.choose = (id, opener) => {
    const before = page.chosen, back = page.opener, name = id ?? before;
    if (name === null) return;
    page.chosen = id;
    page.opener = id === null ? null : opener || back;
    drawn.hideTip();
    drawn.mark(id, before);
    drawn.showFlows();
    legend();
    if (id !== null) drawn.activate(id);
    panel();
    list.mark(id);
    if (location.protocol !== "about:") {   // a page inside a notebook has no address of its own
      history.replaceState(null, "", id === null ? location.pathname + location.search : `#${encodeURIComponent(page.districts.address(id))}`);
    }
    tell(id === null ? data.words.closed : fillIn(data.words.opened, { name: page.districts.name(id) }));
    if (id === null) drawn.showWhole(); else drawn.flyTo(id);
    const box = find("panel"), heading = box.querySelector("h2"), target = id === null && back && back.isConnected ? back : heading;
    target.focus({ preventScroll: true });
    box.scrollTop = 0;
    if (target !== heading) target.scrollIntoView({ block: "nearest" });
    else box.scrollIntoView({ block: box.offsetHeight > innerHeight ? "start" : "nearest" });
  };
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && !drawn.hideTip() && page.chosen !== null) page.choose(null);
  });

  const open = () => { const id = page.districts.addressed(location.hash.slice(1)); if (id >= 0 && id !== page.chosen) page.choose(id); };
  addEventListener("hashchange", open);
  open();
}
