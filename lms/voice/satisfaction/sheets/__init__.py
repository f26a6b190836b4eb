"""Answers that came on paper: keyed in sheet by sheet, or brought in as a spreadsheet."""
