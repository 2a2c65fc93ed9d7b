"""Features of an OGC API, page after page: with limits on time, size and where the next page may be."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import requests
import tenacity
import urllib3

from netgraph.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["RefusedError", "features"]

Feature = dict[str, Any]

TRIES = 4
CONNECT_SECONDS = 10.0
LONGEST_WAIT = 8.0
"""Seconds between one try and the next; the first wait is an eighth of it."""
PAGE_LIMIT = 256 * 2**20
"""A page of boundaries is some megabytes; more than this is none."""
PIECE = 2**16
BUSY = (429, 500, 502, 503, 504)
"""What a service answers that may go better a moment later."""
LATER = "Try again later, or check the connection (a proxy goes in the environment variable HTTPS_PROXY)."


class RefusedError(SourceError):
    """The service answers that it cannot do what is asked; ``status`` is its HTTP status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class _PassingError(Exception):
    """Something that may go better at the next try."""


def features(url: str, params: Mapping[str, str], seconds: float) -> list[Feature]:
    """Return all features of a collection, following the links to next pages.

    Parameters
    ----------
    url : str
        The items of a collection.
    params : mapping of str to str
        What to ask for; the links to next pages carry it along.
    seconds : float
        How long all of it may take, tries included.

    Raises
    ------
    RefusedError
        The service answers with a status that another try will not change.
    SourceError
        It cannot be reached, is too slow, or answers something else than GeoJSON features.
    """
    until = time.monotonic() + seconds
    found: list[Feature] = []
    with requests.Session() as session:
        address: str | None = requests.Request("GET", url, params=dict(params)).prepare().url
        seen: set[str] = set()
        while address is not None:
            if address in seen:
                raise SourceError(f"{_host(url)} sends its pages in a circle. {LATER}")
            seen.add(address)
            page = _page(session, address, until)
            found += page["features"]
            address = _next(page, address)
    return found


def _page(session: requests.Session, address: str, until: float) -> dict[str, Any]:
    """Ask for one page, again while that may help and there is time."""
    attempts = tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(_PassingError),
        stop=tenacity.stop_after_attempt(TRIES) | tenacity.stop_before_delay(max(until - time.monotonic(), 0.0)),
        wait=tenacity.wait_exponential(multiplier=LONGEST_WAIT / 8, max=LONGEST_WAIT),
        reraise=True,
    )
    try:
        return _feature_collection(attempts(_body, session, address, until), address)
    except _PassingError as error:
        raise SourceError(f"{_host(address)} {error}. {LATER}") from error


def _body(session: requests.Session, address: str, until: float) -> bytes:
    """Return the bytes of one answer."""
    left = until - time.monotonic()
    if left <= 0:
        raise _PassingError("is too slow: the time for it is over")
    waiting = (min(CONNECT_SECONDS, left), left)
    headers = {"Accept": "application/geo+json, application/json"}
    try:
        with session.get(address, headers=headers, timeout=waiting, stream=True, allow_redirects=False) as answer:
            if answer.status_code in BUSY:
                raise _PassingError(f"is not available now (HTTP status {answer.status_code})")
            if answer.status_code != requests.codes.ok:
                raise RefusedError(
                    f"{_host(address)} answers with HTTP status {answer.status_code} to {urlsplit(address).path}.",
                    answer.status_code,
                )
            return b"".join(_pieces(answer, until))
    except requests.exceptions.SSLError as error:
        raise SourceError(
            f"the certificate of {_host(address)} cannot be checked. Where a network looks into traffic, put its own "
            "certificate in the environment variable REQUESTS_CA_BUNDLE."
        ) from error
    except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise _PassingError("is too slow: no answer in time") from error
    except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
        raise _PassingError("cannot be reached, or broke off") from error


def _pieces(answer: requests.Response, until: float) -> Iterator[bytes]:
    """Give an answer as it comes in, as long as it is neither too slow nor too large.

    What is there is taken at once: a service that sends a byte now and then would keep a reader of whole pieces busy
    for hours.
    """
    size = 0
    while piece := answer.raw.read1(PIECE, decode_content=True):
        size += len(piece)
        if size > PAGE_LIMIT:
            raise SourceError(
                f"{_host(answer.url)} sends more than {PAGE_LIMIT // 2**20} MiB, which are no boundaries."
            )
        if time.monotonic() > until:
            raise _PassingError("is too slow: the time for it is over")
        yield piece


def _feature_collection(body: bytes, address: str) -> dict[str, Any]:
    """Parse a page, and make sure that it is a list of features."""
    try:
        page = json.loads(body)
    except (ValueError, RecursionError):
        page = None
    listed = page.get("features") if isinstance(page, dict) else None
    if not isinstance(page, dict) or not isinstance(listed, list) or not all(map(_is_feature, listed)):
        raise SourceError(
            f"{_host(address)} answers something else than GeoJSON features. A login page of a network in between? "
            "Open the address in a browser and look."
        )
    return page


def _is_feature(feature: object) -> bool:
    return isinstance(feature, dict) and isinstance(feature.get("properties"), dict)


def _next(page: Mapping[str, Any], address: str) -> str | None:
    """Return the address of the next page; one at another host is refused."""
    links = page.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, dict) and link.get("rel") == "next" and isinstance(link.get("href"), str):
            target: str = urljoin(address, link["href"])
            if urlsplit(target)[:2] != urlsplit(address)[:2]:
                raise SourceError(f"{_host(address)} points to another host for its next page, which is not asked.")
            return target
    return None


def _host(address: str) -> str:
    return urlsplit(address).netloc
