"""A kind as another package would bring it: our choice under another name, with a problem of its own."""

from lms.errors import Message
from lms.questions.kinds.choice import Choice

MESSAGES = {"yesno.odd": Message("Ganjil.", "Odd.", "Genapkan.", "Make it even.")}


class YesNo(Choice):
    name = "yesno"
    messages = MESSAGES


YESNO = YesNo()
