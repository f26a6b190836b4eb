"""Folders of Markdown written for other tools: GitHub, MkDocs, Docusaurus, Hugo, Jekyll, Obsidian."""
