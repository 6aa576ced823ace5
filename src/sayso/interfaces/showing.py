"""Readings on standard output, in the format that was asked for."""

from sayso.interfaces.terminal import Page, ReadingFormat, print_line
from sayso.model import Reading


class Shown:
    """Readings on standard output: each as it comes, or all on one page in the end."""

    def __init__(self, output: ReadingFormat) -> None:
        self._output = output
        self._page = Page()
        self._sheets: list[Reading] = []

    def add(self, reading: Reading, line: str) -> None:
        """Show a reading; `line` is the same as JSON."""
        from sayso.interfaces.text_view import show_reading

        if self._output is ReadingFormat.html:
            self._sheets.append(reading)
        elif self._output is ReadingFormat.json:
            print_line(line)
        else:
            show_reading(self._page, reading)

    def end(self) -> None:
        """Write the page, where there is something to be on it."""
        if self._sheets:
            from sayso.interfaces.web.sheet import readings_to_html

            print_line(readings_to_html(self._sheets))
