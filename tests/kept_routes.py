"""Routes compiled once per process: every test makes a site of its own from the same two hundred addresses.

Werkzeug compiles two functions for each rule, a quarter of a second for all of ours; that was a third of the
suite's time.
"""

from collections.abc import Callable

from flask import Flask
from werkzeug.routing import Rule

_built: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}


class KeptRule(Rule):
    """Keeps what builds an address; it depends on these alone, and is bound to its rule afterwards."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (self.rule, self.subdomain, self.merge_slashes, repr(self.defaults), append_unknown)
        if key not in _built:
            _built[key] = super()._compile_builder(append_unknown)
        return _built[key]


def keep_routes() -> None:
    Flask.url_rule_class = KeptRule
