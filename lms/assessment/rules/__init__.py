"""Pure decisions about attempts: no database, no clock, no web."""
