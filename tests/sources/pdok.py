"""A server on this machine that answers as PDOK's OGC API does: pages, filters, and what can go wrong."""

from __future__ import annotations

import json
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

Feature = dict[str, Any]

YEAR = 2025
UNKNOWN = -99997
PREFIX = f"/cbs/wijken-en-buurten-{YEAR}/ogc/v1/collections/"


def square(west: float, south: float, side: float) -> dict[str, Any]:
    """Return a polygon of which the corners are easy to know again."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}


def feature(shape: dict[str, Any], water: str = "NEE", **properties: Any) -> Feature:
    """Return a feature as PDOK gives it, with a few of its two hundred other properties."""
    west, south = shape["coordinates"][0][0][0]
    others = {"jaarstatcode": f"{YEAR}x", "aantal_huishoudens": UNKNOWN, "bbox": [west, south]}
    return {
        "type": "Feature",
        "id": str(properties),
        "properties": {**others, **properties, "water": water},
        "geometry": shape,
    }


def city(code: str = "GM0034", name: str = "Almere", west: float = 5.1) -> dict[str, list[Feature]]:
    """Return a municipality of two wijken with two buurten each, and a wijk and a buurt of water."""
    town = {"gemeentecode": code, "gemeentenaam": name}
    made: dict[str, list[Feature]] = {"gemeenten": [], "wijken": [], "buurten": []}
    made["gemeenten"] += [
        feature(square(west, 52.3, 0.2), **town, aantal_inwoners=229_574),
        feature(square(west, 52.5, 0.2), "JA", **town, aantal_inwoners=UNKNOWN),
    ]
    for number, water in ((1, "NEE"), (2, "NEE"), (99, "JA")):
        wijk = {"wijkcode": f"WK{code[2:]}{number:02}", "wijknaam": f"Wijk {number:02} {name} {number}"}
        place = west + 0.1 * (number % 9 - 1)
        made["wijken"].append(feature(square(place, 52.3, 0.1), water, **town, **wijk, aantal_inwoners=1000 * number))
        for inner in (1, 2):
            buurt = {"buurtcode": f"BU{wijk['wijkcode'][2:]}{inner:02}", "buurtnaam": f"Buurt {inner}"}
            people = UNKNOWN if (number, inner) == (2, 2) else 500 * number
            made["buurten"].append(
                feature(
                    square(place, 52.3 + 0.05 * (inner - 1), 0.05),
                    water,
                    **town,
                    **wijk,
                    **buurt,
                    aantal_inwoners=people,
                )
            )
    return made


class Pdok(ThreadingHTTPServer):
    """The server; what it holds and how it behaves can be set."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        there, beside = city(), city("GM0995", "Lelystad", 5.3)
        self.layers = {name: [*there[name], *beside[name]] for name in there}
        self.asked: list[str] = []
        self.page = 3
        self.filters = True
        self.failures: list[int] = []
        self.body: bytes | None = None
        self.next_page: str | None = None
        self.cut_off = False
        self.seconds_a_byte = 0.0
        self.seconds_before = 0.0

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that hung up, as one that does not wait does."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}/cbs"


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Pdok
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests clean."""

    def do_GET(self) -> None:
        """Answer as the server is set."""
        self.server.asked.append(self.path)
        time.sleep(self.server.seconds_before)
        status, answer = self._answer()
        body = json.dumps(answer).encode() if self.server.body is None or status != 200 else self.server.body
        self.send_response(status)
        self.send_header("Content-Type", "application/geo+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.server.cut_off:
            self.server.cut_off = False
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
        elif self.server.seconds_a_byte:
            self._drip(body)
        else:
            self.wfile.write(body)

    def _drip(self, body: bytes) -> None:
        try:
            for at in range(len(body)):
                self.wfile.write(body[at : at + 1])
                self.wfile.flush()
                time.sleep(self.server.seconds_a_byte)
        except OSError:
            self.close_connection = True

    def _answer(self) -> tuple[int, dict[str, Any]]:
        if self.server.failures:
            status = self.server.failures.pop(0)
            return status, {"title": "went wrong", "status": status}
        address = urlsplit(self.path)
        collection = address.path.removeprefix(PREFIX).removesuffix("/items")
        if collection not in self.server.layers or address.path != f"{PREFIX}{collection}/items":
            return 404, {"title": "Not Found", "status": 404}
        asked = {key: values[0] for key, values in parse_qs(address.query).items()}
        known = {"f", "limit", "cursor", "bbox"} | ({"gemeentecode"} if self.server.filters else set())
        if set(asked) - known:
            return 400, {"title": "Bad Request", "detail": "unknown query parameter(s) found", "status": 400}
        return 200, self._page(collection, asked)

    def _page(self, collection: str, asked: dict[str, str]) -> dict[str, Any]:
        chosen = [each for each in self.server.layers[collection] if _is_chosen(each, asked)]
        first = int(asked.get("cursor", "0"))
        page = min(self.server.page, int(asked["limit"]))
        links = [{"rel": "self", "href": self.path}]
        if first + page < len(chosen):
            onwards = urlencode({**asked, "cursor": first + page})
            own = f"http://{self.headers['Host']}{urlsplit(self.path).path}?{onwards}"
            links.append({"rel": "next", "href": self.server.next_page or own})
        features = chosen[first : first + page]
        return {"type": "FeatureCollection", "links": links, "numberReturned": len(features), "features": features}


def _is_chosen(each: Feature, asked: dict[str, str]) -> bool:
    if each["properties"].get("gemeentecode") not in (
        None,
        asked.get("gemeentecode", each["properties"].get("gemeentecode")),
    ):
        return False
    if "bbox" not in asked:
        return True
    west, south, east, north = map(float, asked["bbox"].split(","))
    ring = each["geometry"]["coordinates"][0][0]
    return ring[0][0] <= east and ring[2][0] >= west and ring[0][1] <= north and ring[2][1] >= south


@contextmanager
def pdok() -> Iterator[Pdok]:
    """Run the server for as long as the block lasts."""
    with Pdok() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
