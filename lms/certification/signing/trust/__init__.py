"""Authorities other than ourselves: whom we believe, and who tells the time."""
