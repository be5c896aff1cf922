"""Editorial pages by communication staff; the only app that knows Wagtail."""
