"""The one door to the disk: a content folder becomes a library, and findings about what is wrong in it."""

from lms.content.reader.files import LARGEST
from lms.content.reader.library import Library
from lms.content.reader.listing import CERTIFICATES, COURSES, QUIZZES, Beside, beside
from lms.content.reader.memory import Memory
from lms.content.reader.reading import quiz_file, read

__all__ = [
    "CERTIFICATES",
    "COURSES",
    "LARGEST",
    "QUIZZES",
    "Beside",
    "Library",
    "Memory",
    "beside",
    "quiz_file",
    "read",
]
