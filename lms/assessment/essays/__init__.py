"""Answers that a trainer marks: which wait, and giving one its marks."""
