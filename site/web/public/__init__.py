"""The public awareness pages as plain files (content/public), and how they come into Wagtail."""
