"""Choosing how certificates look, without code: hard cases to look at, what may be changed, previews."""
