"""Making thousands of files: what is missing, the processes that make it, how far it has come."""
