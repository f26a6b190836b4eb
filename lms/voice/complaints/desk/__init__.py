"""What the desk and the handlers see of the reports: lists, one opened, what they send."""
