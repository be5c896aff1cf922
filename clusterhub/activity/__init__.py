"""Who did what and when: the audit trail, and when each worker last lived. It leaves meaning to the apps above."""
