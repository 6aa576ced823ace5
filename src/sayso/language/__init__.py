"""Text in, its analysis out: tokens, sentences, times, quantities, places."""
