"""Who is who: organisations, people and their ties. What they do is told by the apps above."""
