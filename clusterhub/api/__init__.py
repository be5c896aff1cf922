"""The directory for programs: JSON, GeoJSON and CSV under /api/v1/, tokens, and open data. No rules
of its own: every answer begins at `visible_to`, every change is an operation of the directory."""
