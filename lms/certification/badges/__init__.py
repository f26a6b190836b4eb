"""Open Badges 3.0: the certificate once more, as a credential that other programs understand and verify."""
