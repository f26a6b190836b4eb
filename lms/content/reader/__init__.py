"""The one door to the disk: a content folder becomes a library, and findings about what is wrong in it."""

from lms.content.reader.doors import Checked, check, quiz_file, read
from lms.content.reader.drawer import place
from lms.content.reader.files import LARGEST
from lms.content.reader.library import Library
from lms.content.reader.listing import CERTIFICATES, COURSES, QUIZZES, Beside, beside
from lms.content.reader.memory import Memory
from lms.content.reader.spelled import dictionary, spelling

__all__ = [
    "CERTIFICATES",
    "COURSES",
    "LARGEST",
    "QUIZZES",
    "Beside",
    "Checked",
    "Library",
    "Memory",
    "beside",
    "check",
    "dictionary",
    "place",
    "quiz_file",
    "read",
    "spelling",
]
