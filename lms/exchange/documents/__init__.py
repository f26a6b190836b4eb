"""Documents that people have, as the first draft of a course: Word, PowerPoint, foreign Markdown, zips."""

from lms.exchange.documents.doors import first_draft, first_draft_of_folder
from lms.exchange.documents.drafts import FirstDraft, Target

__all__ = ["FirstDraft", "Target", "first_draft", "first_draft_of_folder"]
