r"""The commands of siunitx that text2qti takes, as plain text: `\num{1.2e5}`, `\si{m/s}`, `\SI{5}{kg}`."""

import re

COMMAND = re.compile(
    r"\\(?:num\{(?P<num>[^{}]{1,40})\}|(?:si|unit)\{(?P<si>[^{}]{1,40})\}|(?:SI|qty)\{(?P<n>[^{}]{1,40})\}\{(?P<u>[^{}]{1,40})\})"
)
SIGNS = {
    r"\degree": "°",
    r"\celsius": "°C",
    r"\fahrenheit": "°F",
    r"\ohm": "Ω",
    r"\micro": "µ",
    ".": "·",
}
POWER = re.compile(r"([^eE]*)[eE]([+-]?\d+)")


def spelled(text: str) -> str:
    """Write numbers and units of siunitx as words; all else stays."""
    if "\\" not in text:
        return text
    return COMMAND.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    if found["num"]:
        return _number(found["num"])
    if found["si"]:
        return _unit(found["si"])
    return f"{_number(found['n'])} {_unit(found['u'])}"


def _number(text: str) -> str:
    power = POWER.fullmatch(text.strip())
    return f"{power[1]}×10<sup>{power[2].lstrip('+')}</sup>" if power else text.strip()


def _unit(text: str) -> str:
    for sign, written in SIGNS.items():
        text = text.replace(sign, written)
    return re.sub(r"\^\{?(-?\d)\}?", r"<sup>\1</sup>", text.strip())
