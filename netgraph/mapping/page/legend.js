/* The legend of the layer shown. */

function drawLegend(data, page) {
  const box = document.getElementById("legend");
  return () => {
    const { layer } = page;
    const folded = !layer.values, open = Boolean(box.querySelector("details[open]"));   // what a state means is long
    const marks = layer.marks.filter(mark => mark.listed), note = mark => element("small", { class: "note" }, mark.note);
    const lines = marks.map(mark => element("li", {}, swatch(mark.fill), element("span", {},
      element("b", {}, mark.label), " ", element("small", {}, mark.count), mark.note && !folded ? note(mark) : "")));
    const more = element("details", { open }, element("summary", {}, data.words.more),
      marks.filter(mark => mark.note).map(mark => element("p", {}, element("b", {}, `${mark.label}.`), " ", mark.note)));
    more.addEventListener("toggle", () => { more.firstChild.textContent = more.open ? data.words.less : data.words.more; });
    box.replaceChildren(...[
      element("h2", {}, layer.heading),
      ...layer.texts.slice(0, 1).map(text => element("p", {}, text)),
      element("ul", { class: layer.values ? "classes" : "states" }, lines),
      ...layer.texts.slice(1).map(text => element("p", {}, text)),
      layer.caution && element("p", {}, element("b", {}, `${data.words.caution}.`), " ", layer.caution),
      layer.footnote && element("p", {}, layer.footnote),
      folded && more,
      page.flows && element("p", {}, data.flows.length ? data.words.flows_legend : data.words.no_flows),
      page.flows && page.chosen === null && data.flows.length > MOST_LINES
        && element("p", {}, fillIn(data.words.flows_widest, { n: MOST_LINES })),
    ].filter(Boolean));
  };
}
