"""Personal data in a citizen's words, covered before they are shown to the public.

Covered are what has a form: e-mail, NIK, NIP, account and telephone numbers (nine digits and more, however
they are spaced) and number plates. A person's name has none: whoever opens a report to the public reads it
first. Sums of money and dates stay, since a report is often about them. Every pattern takes linear time.
"""

import re

COVER = "•••"

_PLATES = (
    "A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z|AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DA|DB|DC|DD|DE|DG|DH|DK|"
    "DL|DM|DN|DP|DR|DS|DT|DW|EA|EB|ED|KB|KH|KT|KU|PA|PB|PG|PS|PT|PY"
)
_FOUND = re.compile(
    r"(?P<kept>"
    r"\bADU-\d{4}-\d{5,9}(?!\d)|"
    r"(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d)"
    r"|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)"
    r"|\bRp\.?\s?\d{1,3}(?:\.\d{3}){0,4}(?:,\d{1,2})?(?![.\-]?\d)"
    r"|\bRp\.?\s?\d{1,15}(?!\d)"
    r"|(?<![\d.])[1-9]\d{0,2}(?:\.\d{3}){1,2}(?![.\-]?\d)"
    r")"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|\+?\(?\d(?:[ .\-()]{0,2}\d){8,}"
    rf"|(?<!\w)(?:{_PLATES})[ .]?(?:\d{{1,4}}[ .]?[A-Z]{{2,3}}|\d{{3,4}}[ .]?[A-Z])(?!\w)"
    rf"|(?<!\w)(?i:{_PLATES})[ .]?\d{{3,4}}[ .]?[A-Za-z]{{1,3}}(?!\w)"
)


def masked(text: str) -> str:
    """Return a text with the personal data that has a form covered by `COVER`."""
    return _FOUND.sub(lambda found: found["kept"] or COVER, text)
