"""Patterns of XML Schema: matched in linear time, and written with stars where they can be."""
