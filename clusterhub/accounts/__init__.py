"""People who sign in: profile, consents, roles. What they do elsewhere belongs to the apps above."""
