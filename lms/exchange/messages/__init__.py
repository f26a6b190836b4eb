"""Words about files from elsewhere: why something was refused, and what could not be carried."""

from lms.errors import Message
from lms.exchange.messages import documents, doors, faults, losses, qti

MESSAGES: dict[str, Message] = {
    **doors.MESSAGES,
    **faults.MESSAGES,
    **losses.MESSAGES,
    **qti.MESSAGES,
    **documents.MESSAGES,
}
