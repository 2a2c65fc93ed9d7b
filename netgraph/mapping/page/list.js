/* The list: a real table that sorts, searches and goes by pages; choosing a row flies to its district. */

const ROWS_ON_A_PAGE = 100;

function drawList(data, page) {
  const { districts } = page, { words } = data, table = document.querySelector("#list table"), body = table.tBodies[0];
  const find = id => document.getElementById(id), search = find("search"), only = find("only"), clear = find("search-clear");
  const collator = new Intl.Collator(document.documentElement.lang), plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const larger = Boolean(table.tHead.querySelector(".part"));
  const rank = [];
  districts.order.forEach((id, place) => { rank[id] = place; });
  const keys = {
    name: (a, b) => collator.compare(districts.name(a), districts.name(b)),
    part: (a, b) => collator.compare(districts.partOf(a), districts.partOf(b)),
    signal: (a, b) => districts.urgency(a) - districts.urgency(b),
  };
  const searched = data.districts.names.map((name, id) => plain(`${name} ${districts.partOf(id)}`));
  let sort = { key: "signal", down: false }, shown = [], number = 0;

  function row(id) {
    const state = districts.state(id), cell = (name, ...inside) => element("td", { class: name }, ...inside);
    const figure = page.layer.values ? districts.figure(page.layer, id) : null;
    return element("tr", { "data-id": id, "aria-current": id === page.chosen ? "true" : null },
      element("th", { scope: "row", class: "name" }, element("button", {
        type: "button", class: "link", click: event => page.choose(id, event.currentTarget),
      }, districts.name(id))),
      larger ? cell("part", districts.partOf(id)) : null,
      cell("signal", element("span", {}, swatch(state.fill), state.label)),
      cell("subject", districts.subjects(id) || "–"),
      cell("reason", districts.reason(id) || "–"),
      element("td", { class: "figure", hidden: !page.layer.values }, figure && !figure.larger ? districts.written(page.layer, figure.value) : "–"),
      cell("data", districts.inData(id) || "–"));
  }
  function heads() {
    for (const head of table.tHead.querySelectorAll("[data-key]")) {
      const sorted = head.dataset.key === sort.key, button = head.querySelector("button");
      if (sorted) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending"); else head.removeAttribute("aria-sort");
      button.title = `${fillIn(words.sort_by, { column: button.dataset.name.toLowerCase() })} (${sorted ? sort.down ? words.sort_descending : words.sort_ascending : words.sort_none})`;
      button.querySelector("span").textContent = sorted ? sort.down ? " ↓" : " ↑" : " ↕";
    }
    const head = find("figure-head");
    head.hidden = !page.layer.values;
    head.textContent = page.layer.values ? page.layer.name : "";
  }
  function found() {
    const query = search.value.trim();
    if (!shown.length && query && !only.checked) return fillIn(words.found_none, { query });
    return shown.length === 1 ? words.found_one : fillIn(words.found, { n: shown.length.toLocaleString(document.documentElement.lang) });
  }
  function draw(everything = false) {
    const pages = Math.max(Math.ceil(shown.length / ROWS_ON_A_PAGE), 1), first = number * ROWS_ON_A_PAGE;
    body.replaceChildren(...(everything ? shown : shown.slice(first, first + ROWS_ON_A_PAGE)).map(row));
    table.classList.toggle("with-figure", Boolean(page.layer.values));
    find("pages").hidden = pages === 1;
    find("page-number").textContent = fillIn(words.page, { page: number + 1, pages });
    find("previous").disabled = number === 0;
    find("next").disabled = number === pages - 1;
    heads();
  }
  function select() {
    const query = plain(search.value.trim()), sign = sort.down ? -1 : 1, attention = data.layers[0].marks[0];
    shown = districts.order.filter(id => searched[id].includes(query) && (!only.checked || districts.state(id) === attention));
    shown.sort((a, b) => sign * keys[sort.key](a, b) || rank[a] - rank[b]);
    number = 0;
    clear.hidden = !search.value;
    find("found").textContent = query || only.checked ? found() : "";
    draw();
  }
  for (const head of table.tHead.querySelectorAll("[data-key]")) {
    const name = head.textContent.trim();
    head.replaceChildren(element("button", { type: "button", "data-name": name, click: () => {
      sort = { key: head.dataset.key, down: sort.key === head.dataset.key && !sort.down };
      select();
    } }, name, element("span", { "aria-hidden": "true" })));
  }
  search.oninput = only.onchange = select;
  search.form.onsubmit = event => event.preventDefault();
  clear.onclick = () => { search.value = ""; select(); search.focus(); };
  find("previous").onclick = () => { number -= 1; draw(); };
  find("next").onclick = () => { number += 1; draw(); };
  addEventListener("beforeprint", () => draw(shown.length <= 1000));
  addEventListener("afterprint", () => draw());
  select();
  return {
    draw,
    /** Mark the row of the district whose panel is open. */
    mark(id) {
      for (const line of body.rows) {
        if (Number(line.dataset.id) === id) line.setAttribute("aria-current", "true"); else line.removeAttribute("aria-current");
      }
    },
  };
}
