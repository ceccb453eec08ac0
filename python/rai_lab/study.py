"""The directory of a study."""

import json
import pathlib

from .run import _lines, frame


class Study:
    """Reads the directory of a study."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory)
        if not self.directory.is_dir():
            raise FileNotFoundError("there is no study in %s" % self.directory)

    def result(self):
        """The report: report.json, there when the study has ended or been reported; or result.json beside the page of a study."""
        places = [self.directory / "report.json", self.directory / "result.json"]
        found = next((file for file in places if file.is_file()), None)
        if found is None:
            raise FileNotFoundError(
                "the study in %s has no report.json: it has not ended, and ./rai study report writes one" % self.directory
            )
        return json.loads(found.read_text(encoding="utf-8"))

    def trials(self):
        """A dictionary per line of the journal."""
        return _lines(self.directory / "journal.jsonl")

    def trials_frame(self):
        """The journal as a data frame; needs pandas."""
        return frame(self.trials())
