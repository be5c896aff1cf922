"""The front page, search over everything, status of the installation, and the sample data."""
