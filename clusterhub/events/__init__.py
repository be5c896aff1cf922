"""Events, their series, programme and speakers, and calendars of them. What was said there belongs to summaries."""
