"""The figures of classical test theory, by their published definitions: no database, no clock, no web."""
