"""One module per format that can be read. Each gives `(lines, notes)` for bytes or a text."""
