"""Markdown from elsewhere: every file gets a title and a body, and nothing is lost in silence."""
