"""What a person does on the page, and what a person sees of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

DISTRICTS = ".leaflet-districts-pane path.leaflet-interactive"
TIP = ".leaflet-tooltip"
FLOWS = ".leaflet-flows-pane path"
OUTLINES = ".leaflet-outlines-pane path"


def words(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())


def lines(locator: Locator) -> list[str]:
    """Return the lines of text that are seen."""
    return [words(line) for line in locator.inner_text().split("\n") if words(line)]


def middle(page: Page, position: int) -> tuple[float, float]:
    """Return where the middle of a district is on the screen, which is scrolled to it."""
    page.locator(".folium-map").scroll_into_view_if_needed()
    box = page.locator(DISTRICTS).nth(position).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def point_away(page: Page) -> None:
    """Move the mouse off the map, and wait until the tooltip has gone."""
    page.mouse.move(3, 3)
    page.locator(TIP).wait_for(state="detached")


def point_at(page: Page, position: int) -> None:
    """Move the mouse to the middle of a district, and a little within it; an open tooltip could lie over it."""
    point_away(page)
    x, y = middle(page, position)
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y, steps=2)


def click_district(page: Page, position: int) -> None:
    """Show the whole map, click on a district, and wait until the map stands still."""
    page.locator("#zoom-all").click()
    point_away(page)
    page.mouse.click(*middle(page, position))
    stand_still(page)


def stand_still(page: Page) -> None:
    """Wait until the map has flown to where it goes."""
    page.wait_for_function(
        """selector => new Promise(done => {
          const at = () => JSON.stringify(document.querySelector(selector).getBoundingClientRect());
          let before = at(), same = 0;
          const look = () => { const now = at(); same = now === before ? same + 1 : 0; before = now;
            if (same > 3) done(true); else requestAnimationFrame(look); };
          requestAnimationFrame(look);
        })""",
        arg=DISTRICTS,
    )


def choose_layer(page: Page, layer: Any) -> None:
    """Choose a layer as with a mouse: its subject, and then its figure where the subject has several."""
    subject = layer.subject or "attention"
    page.locator("fieldset label", has=page.locator(f"input[value={subject}]")).click()
    figure = page.locator("#figure")
    if figure.is_visible() and figure.input_value() != layer.id:
        figure.select_option(layer.id)


def fills(page: Page) -> list[str]:
    """Return the fill of every district, in map order."""
    found: list[str] = page.eval_on_selector_all(DISTRICTS, "paths => paths.map(path => path.getAttribute('fill'))")
    return found


def legend_lines(page: Page) -> list[tuple[str, str]]:
    """Return the lines of the legend: the fill of the swatch, and the words beside it."""
    found = page.eval_on_selector_all(
        "#legend li", "lines => lines.map(line => [line.querySelector('rect').getAttribute('fill'), line.innerText])"
    )
    return [(fill, words(text)) for fill, text in found]


def focused(page: Page) -> str:
    """Return what has the focus, in a few words: its id, its value, its class, or the first words of its text."""
    found: str = page.evaluate(
        """() => { const e = document.activeElement;
          if (e.name === 'subject') return 'subject ' + e.value;
          if (e.getAttribute('role') === 'option') return 'map';
          return e.id || e.className || e.tagName.toLowerCase(); }"""
    )
    return found


def panel_open(page: Page) -> str:
    """Return the name of the district whose panel is open; empty where none is."""
    heading = page.locator("#panel h2").inner_text()
    return heading if page.locator("#panel .badge").count() else ""


def listed(page: Page) -> list[str]:
    """Return the names of the districts in the list, as far as they are seen."""
    return [words(name) for name in page.locator("tbody th").all_inner_texts()]


def row(page: Page, name: str) -> Locator:
    """Return the row of a district."""
    return page.locator("tbody tr").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def all_words(page: Page) -> list[str]:
    """Return every text and every label of the page, seen or folded away, but for its script and style."""
    found: list[str] = page.evaluate(
        """() => { const said = [document.title];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
          for (let node = walk.currentNode; node; node = walk.nextNode()) {
            if (node.nodeType === Node.TEXT_NODE) {
              if (!node.parentElement.closest('script, style')) said.push(node.data);
            } else for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
              if (node.getAttribute(name)) said.push(node.getAttribute(name));
          }
          return said; }"""
    )
    return list(dict.fromkeys(filter(None, map(words, found))))
