"""One desk that several panels look at: what one of them changes, all of them show."""

from collections.abc import Callable, Sequence
from pathlib import Path

from analysis import pipeline
from analysis.explore import desk


class Bench:
    """The desk that the panels of a notebook share.

    Args:
        path: a study file, a folder of articles or a table file.
        articles: ids of the articles to begin with; the first few if none are given.
    """

    def __init__(self, path: str | Path, articles: Sequence[str] | None = None) -> None:
        self.desk = desk.lay(path, articles)
        self.path = str(path)
        self.signal = "hedges"
        self._watchers: list[Callable[[], None]] = []

    def watch(self, refresh: Callable[[], None]) -> None:
        """Call `refresh` whenever something else lies on the desk."""
        self._watchers.append(refresh)

    def read(self, path: str) -> desk.Desk:
        """Read another corpus; panels that are made from here on begin with it.

        Raises:
            InputError: nothing can be read there; the bench stays as it is.
        """
        laid = desk.lay(path)
        self.path = path
        return laid

    def pick(self, signal: str) -> desk.Desk:
        """Look at another signal.

        Raises:
            InputError: there is none of that name.
        """
        self.signal = desk.one_of(signal, list(pipeline.disputable()), "signal")
        return self.desk

    def put(self, new: desk.Desk) -> None:
        """Lay another desk."""
        self.desk = new
        for refresh in self._watchers:
            refresh()
