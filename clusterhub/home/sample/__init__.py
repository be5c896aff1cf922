"""Sample data: real facts in our own words, and coming talks that are made up; see data/SOURCES.md."""
