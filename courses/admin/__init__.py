"""What trainers meet in Wagtail's editor beside its own screens."""
