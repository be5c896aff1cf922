"""What may happen to profiles, requests, meetings and schedules; the only code that writes them."""
