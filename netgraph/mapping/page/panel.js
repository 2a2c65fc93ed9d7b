/* The panel: where attention is needed, or everything about the district that was chosen. */

const SHOWN = 30;   // districts named in the overview; all of them are in the list

function drawPanel(data, page) {
  const { districts } = page, { words } = data, box = document.getElementById("panel");
  const figures = [...data.layers, ...data.in_panel].filter(layer => layer.values);
  const link = id => element("button", { type: "button", class: "link", click: event => page.choose(id, event.currentTarget) }, districts.name(id));
  const section = (heading, ...children) => {
    const inside = children.flat().filter(Boolean);
    return inside.length ? element("section", {}, element("h3", {}, heading), inside) : "";
  };

  /** A bar from the lowest to the highest figure: the margin as a band, here as a dot, the rest of the city as a line. */
  function bar(layer, figure) {
    const [from, to] = layer.scale, x = step => `${(100 * (step - from) / (to - from)).toFixed(1)}%`;
    const spoken = figure.low === null || figure.rest === null ? districts.written(layer, figure.value) : fillIn(words.interval, {
      label: layer.label, value: districts.written(layer, figure.value), low: districts.written(layer, figure.low, "low"),
      high: districts.written(layer, figure.high), rest_value: districts.written(layer, figure.rest),
    });
    return element("svg", { class: `bar${figure.larger ? " larger" : ""}`, role: "img", "aria-label": spoken },
      element("line", { class: "axis", x1: 0, x2: "100%", y1: 11, y2: 11 }),
      figure.low === null ? "" : element("line", { class: "band", x1: x(figure.low), x2: x(figure.high), y1: 11, y2: 11 }),
      figure.rest === null ? "" : element("line", { class: "rest", x1: x(figure.rest), x2: x(figure.rest), y1: 1, y2: 21 }),
      element("circle", { class: "here", cx: x(figure.value), cy: 11, r: 5.5 }));
  }
  function figureLine(layer, id) {
    const figure = districts.figure(layer, id), now = layer === page.layer ? "now" : null;
    if (!figure) return element("li", { class: now }, element("h4", {}, layer.label), element("small", {}, districts.mark(layer, id).says));
    const margin = figure.low === null ? "" : fillIn(words.range, {
      low: districts.written(layer, figure.low, "low"), high: districts.written(layer, figure.high),
    });
    const people = figure.larger ? "" : districts.people(layer, id);
    return element("li", { class: now },
      element("div", { class: "row" }, element("h4", {}, layer.label), element("span", { class: "value" },
        element("b", {}, districts.written(layer, figure.value)),
        figure.rest === null ? "" : element("small", {}, ` ${words.rest.toLowerCase()} ${districts.written(layer, figure.rest)}`))),
      bar(layer, figure),
      element("p", { class: "under" }, element("span", {}, margin),
        people ? element("span", {}, `${words.people.toLowerCase()}: ${people}`) : ""),
      figure.larger ? element("small", {}, fillIn(words.larger, { parent: figure.larger })) : "");
  }
  const key = () => element("p", { class: "key", "aria-hidden": "true" },
    element("span", {}, element("svg", {}, element("circle", { class: "here", cx: 14, cy: 8, r: 5.5 })), words.here.toLowerCase()),
    element("span", {}, element("svg", {}, element("line", { class: "band", x1: 2, x2: 26, y1: 8, y2: 8 })), words.margin.toLowerCase()),
    element("span", {}, element("svg", {}, element("line", { class: "rest", x1: 14, x2: 14, y1: 1, y2: 15 })), words.rest.toLowerCase()));

  /** The figures that can signal and the one on the map; the others by subject, folded. */
  function figureLists(id) {
    const main = figures.filter(layer => layer.key || layer === page.layer);
    const others = figures.filter(layer => !main.includes(layer)), subjects = [...new Set(others.map(layer => layer.subject))];
    return [
      key(),
      element("ul", { class: "figures" }, main.map(layer => figureLine(layer, id))),
      ...subjects.map(subject => element("details", {}, element("summary", {}, data.subjects[subject]),
        element("ul", { class: "figures" }, others.filter(layer => layer.subject === subject).map(layer => figureLine(layer, id))))),
      element("p", { class: "soft" }, words.margin_means),
    ];
  }
  function reasons(signals) {
    return signals.map(signal => element("div", { class: "reason" }, element("h4", {}, signal.subject), element("p", {}, signal.text)));
  }
  /** Each sentence about certainty once, with the figures that it is about where there are several. */
  function certainty(signals) {
    const said = new Map();
    for (const signal of signals) if (signal.sure) said.set(signal.sure, [...(said.get(signal.sure) || []), signal.label]);
    const sentences = [...said].map(([sure, labels]) => element("p", {}, said.size > 1 ? element("b", {}, `${labels.join(", ")}: `) : "", sure));
    return sentences.length ? [...sentences, element("p", {}, words.chance_only)] : [];
  }
  function questions(signals) {
    return signals.filter(signal => data.questions[signal.figure]).flatMap(signal => [
      signals.length > 1 ? element("h4", {}, signal.label) : "",
      element("ul", { class: "questions" }, data.questions[signal.figure].map(question => element("li", {}, question))),
    ]);
  }
  function flows(id) {
    const here = (data.flows || []).filter(([one, other]) => one === id || other === id).sort((a, b) => b[2] - a[2]);
    return page.flows && here.length ? section(words.flows, element("ul", { class: "flows" }, here.map(flow => element("li", {}, flow[3])))) : "";
  }

  function about(id) {
    const state = districts.state(id), part = districts.partOf(id), signals = districts.signals(id);
    const why = id => (state === data.layers[0].marks[0] ? words.why : words.why_watch);
    return [
      element("div", { class: "top" },
        element("div", {}, part ? element("p", { class: "part-of" }, fillIn(words.lies_in, { parent: part })) : "",
          element("h2", { tabindex: "-1" }, districts.name(id))),
        element("button", { type: "button", class: "plain", click: () => page.choose(null) }, words.close)),
      element("p", { class: "badge" }, swatch(state.fill), state.label),
      element("p", {}, districts.lead(id)),
      section(why(id), reasons(signals)),
      section(words.how_sure, certainty(signals)),
      section(words.questions, questions(signals)),
      figures.some(layer => districts.figure(layer, id)) ? section(words.figures, figureLists(id)) : "",
      flows(id),
      section(words.basis, districts.basis(id).split("\n").filter(Boolean).map(line => element("p", {}, line)),
        words.design ? element("p", { class: "soft" }, words.design) : ""),
      element("p", { class: "buttons" },
        element("button", { type: "button", class: "plain", click: () => print() }, words.print),
        element("a", { class: "plain", href: "#map" }, words.to_map),
        element("a", { class: "plain", href: "#list" }, words.to_list)),
    ];
  }
  function overview() {
    const inState = mark => districts.order.filter(id => districts.state(id) === mark);
    const named = mark => {
      const ids = inState(mark);
      return ids.length ? element("section", {}, element("h3", {}, swatch(mark.fill), mark.label, " ", element("small", {}, mark.count)),
        element("ul", { class: "short" }, ids.slice(0, SHOWN).map(id => element("li", {}, link(id), element("small", {}, districts.subjects(id))))),
        ids.length > SHOWN ? element("p", {}, element("a", { href: "#list" }, words.to_list)) : "") : "";
    };
    const marks = data.layers[0].marks.slice(0, 2), found = marks.map(named).filter(Boolean);
    return [
      element("h2", { tabindex: "-1" }, data.layers[0].heading),
      ...(found.length ? found : data.remarks.map(remark => element("p", {}, remark))),
      element("section", { class: "steps" }, element("h3", {}, words.steps), element("ol", {}, data.steps.map(step => element("li", {}, step)))),
    ];
  }
  return () => {
    const open = [...box.querySelectorAll("details[open] summary")].map(summary => summary.textContent);
    box.replaceChildren(...(page.chosen === null ? overview() : about(page.chosen)).filter(Boolean));
    for (const details of box.querySelectorAll("details")) details.open = open.includes(details.firstChild.textContent);
    box.setAttribute("aria-label", page.chosen === null ? data.layers[0].heading : fillIn(words.panel, { name: districts.name(page.chosen) }));
  };
}
