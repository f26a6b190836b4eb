"""The words of every finding, by code, in both languages."""

from lms.content.messages import files, markup, matter, quizzes, translations
from lms.errors import Message

MESSAGES: dict[str, Message] = {
    **files.MESSAGES,
    **matter.MESSAGES,
    **quizzes.MESSAGES,
    **markup.MESSAGES,
    **translations.MESSAGES,
}
