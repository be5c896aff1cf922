"""Who meets whom at an event, when and at which table."""
