"""The markup languages that pages are made of: HTML, MathML, SVG; parsed, judged, written."""
