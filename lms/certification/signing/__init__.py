"""Signing: the installation's own keys, and the signatures they put on a certificate's file."""
