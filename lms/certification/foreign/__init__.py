"""Signatures that somebody else makes: BSrE, through the agency's gateway or by files handed over."""
