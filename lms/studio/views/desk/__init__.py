"""The pages on which courses are written: editor, files, questions, pictures, and what learners will see."""

from lms.studio.views.desk import editing, files, pictures, questions, showing

__all__ = ["editing", "files", "pictures", "questions", "showing"]
