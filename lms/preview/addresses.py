"""Where the pages of a preview are found, and how content and templates are led there."""

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from flask import request
from markupsafe import escape

from lms.content.course import Course
from lms.web import i18n, pages

STATIC = "lms.web.static"
# Leads nowhere: what a learner finds outside the course is no part of a preview.
NOWHERE = "#"
ASSET = re.compile(r'="lms-asset:([0-9a-f]{64})\.[0-9a-z]+"')
MODULE = re.compile(r'="lms-module:([0-9a-z][0-9a-z._-]*)')
OUTSIDE = re.compile(r'<a (?=[^>]*\bhref="(?:https?:|mailto:))')
# Stands in a template for the address of a module whose name follows; no content holds a control character.
PREFIX = "\x02module:"
HELD = re.compile(f"{PREFIX}([0-9a-z][0-9a-z._-]*)(?:/[a-z]+)?")
# The switch of languages of a text leads to the same address with another wish.
TONGUE = re.compile(rf'href="\?{i18n.ASKED}=([a-z]+)"')
# Nothing is recorded in a preview: no reading place is kept, and what would record is shown and does nothing.
KEEPS_PLACE = f'data-place="{NOWHERE}"'
RECORDING = re.compile(r'<form\b(?=[^>]*\bmethod="post")(?![^>]*\bdata-plays)')


class View(StrEnum):
    """For whom a page is shown: trainers see keys, identities and rules; printed is as on paper."""

    LEARNER = "learner"
    TRAINER = "trainer"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Who shows a preview says where each page of the course, and each file of its folder, is found."""

    module: Callable[[str], str]
    quiz: Callable[[str], str]
    course: Callable[[], str]
    asset: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """The course that a page belongs to, and where its neighbours are."""

    slug: str
    addresses: Addresses
    paths: Mapping[str, str]

    def linked(self, html: str) -> str:
        """Give pictures and links their addresses; what leads outside opens elsewhere."""
        html = ASSET.sub(lambda found: f'="{self._asset(found[1])}"', html)
        html = MODULE.sub(lambda found: f'="{self.addresses.module(found[1])}', html)
        return OUTSIDE.sub('<a target="_blank" ', html)

    def finished(self, page: str) -> str:
        """Fill the addresses of modules into a page, and put its recording forms to rest."""
        page = HELD.sub(lambda found: self.addresses.module(found[1]), page).replace(KEEPS_PLACE, "")
        page = TONGUE.sub(lambda found: f'href="{escape(wished({i18n.ASKED: found[1]}))}"', page)
        return RECORDING.sub("<form inert", page)

    def address(self, endpoint: str, **values: Any) -> str:
        """Return what `url_for` would, for the pages that a preview has."""
        if endpoint == STATIC:
            return pages.address(endpoint, **values)
        anchor = f"#{values['_anchor']}" if values.get("_anchor") else ""
        own = values.get("slug") == self.slug
        if own and endpoint == "lms.learning.course":
            return self.addresses.course()
        if own and endpoint == "lms.learning.module":
            return self.addresses.module(values["name"]) + anchor
        if own and endpoint == "lms.learning.quiz":
            return self.addresses.quiz(values["key"])
        return NOWHERE

    def _asset(self, sha256: str) -> str:
        return self.addresses.asset(self.paths[sha256]) if sha256 in self.paths else NOWHERE


def wished(changes: Mapping[str, object]) -> str:
    """Return the query of this request with some wishes changed; an empty one is left out."""
    wishes = {**request.args, **changes}
    return "?" + urlencode({name: value for name, value in wishes.items() if value != ""})


def place(course: Course | None, slug: str, addresses: Addresses) -> Place:
    return Place(slug, addresses, {one.sha256: one.path for one in course.assets} if course else {})


_current: ContextVar[Place] = ContextVar("lms_preview_place")


def entered(here: Place) -> Any:
    """Lead the templates that are rendered from now on to this place; return what `left` wants."""
    return _current.set(here)


def left(token: Any) -> None:
    _current.reset(token)


def routed(endpoint: str, **values: Any) -> str:
    """Stand for `url_for` in the templates of a preview."""
    return _current.get().address(endpoint, **values)
