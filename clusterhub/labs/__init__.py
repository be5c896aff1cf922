"""Ideas for an event, the groups that work on them, their consortia and what came of each."""
