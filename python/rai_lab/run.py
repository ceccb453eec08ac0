"""The directory of a run."""

import csv
import json
import pathlib

import numpy


def _table(path):
    """The columns of a CSV file: arrays of numbers, with NaN for empty cells, or lists of texts."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    header, rows = rows[0], [row for row in rows[1:] if len(row) == len(rows[0])]
    table = {}
    for j, name in enumerate(header):
        cells = [row[j] for row in rows]
        try:
            table[name] = numpy.array([float(cell) if cell else numpy.nan for cell in cells])
        except ValueError:
            table[name] = cells
    return table


def _lines(path):
    """The documents of a file with one per line; an incomplete last line is left out."""
    documents = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.endswith("\n"):
                documents.append(json.loads(line))
    return documents


def frame(table):
    """A data frame of a table; needs pandas."""
    import pandas

    return pandas.DataFrame(table)


class Run:
    """Reads the directory of a run; each call reads its files again, also while it is trained."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory)
        if not (self.directory / "run.json").is_file():
            raise FileNotFoundError("there is no run in %s: run.json is missing" % self.directory)

    def document(self):
        """run.json: request, specs, provenance, result."""
        return json.loads((self.directory / "run.json").read_text(encoding="utf-8"))

    def result(self):
        """The result; None until the run has ended."""
        return self.document().get("result")

    def history(self):
        """The columns of history.csv."""
        return _table(self.directory / "history.csv")

    def events(self):
        """A dictionary per event."""
        return _lines(self.directory / "events.jsonl")

    def probes(self):
        """The columns of each probe, by its name."""
        return {file.stem: _table(file) for file in sorted((self.directory / "probes").glob("*.csv"))}

    def tensors(self):
        """The tensors of the trained network, by name, as they are in the checkpoint."""
        arrays, tensors = {}, {}
        for entry in _lines(self.directory / "tensors.jsonl"):
            name = entry["array"]
            if name not in arrays:
                arrays[name] = numpy.load(self.directory / "checkpoint" / (name + ".npy"), allow_pickle=False).ravel()
            shape, offset = entry["shape"], entry["offset"]
            size = int(numpy.prod(shape, dtype=int))
            tensors[entry["name"]] = arrays[name][offset : offset + size].reshape(shape)
        return tensors

    def history_frame(self):
        """The history as a data frame; needs pandas."""
        return frame(self.history())
