"""The learned finder: text to statements with their roles, found by a small encoder."""
