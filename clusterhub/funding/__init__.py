"""Calls for applications with their deadlines; status is computed from dates, never stored."""
