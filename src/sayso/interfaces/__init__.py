"""Where people and programs meet Sayso."""
