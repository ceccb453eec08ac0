"""The commands of RAI, as calls."""

import json
import os
import subprocess

from .run import Run


class RaiError(Exception):
    """A command of RAI has failed; the text is its sentence.

    exit_code: the exit code of the process
    kind: the kind of the error, such as "usage" or "data"; empty if the command did not say
    document: what the command printed in spite of it; None if nothing
    """

    def __init__(self, message, exit_code, kind="", document=None):
        super().__init__(message)
        self.exit_code = exit_code
        self.kind = kind
        self.document = document


class Rai:
    """An installation of RAI.

    command: its launcher; by default that of the environment variable RAI, otherwise "rai" on the PATH
    """

    def __init__(self, command=None):
        self.command = os.fspath(command or os.environ.get("RAI", "rai"))

    def call(self, *words, cwd=None):
        """Runs a command with --json, and returns its document."""
        line = [self.command] + [os.fspath(w) if hasattr(w, "__fspath__") else str(w) for w in words] + ["--json"]
        try:
            done = subprocess.run(
                line, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False
            )
        except OSError as e:
            raise RaiError("%s can't be started: %s" % (self.command, e.strerror), 127) from e
        try:
            document = json.loads(done.stdout) if done.stdout.strip() else None
        except ValueError as e:
            raise RaiError("%s printed something else than JSON" % " ".join(line), done.returncode) from e
        if done.returncode != 0:
            error = document.get("error", {}) if isinstance(document, dict) else {}
            last = done.stderr.strip().splitlines()[-1:] or ["the exit code is %d" % done.returncode]
            raise RaiError(
                error.get("message", last[0].replace("rai: ", "", 1)), done.returncode, error.get("kind", ""), document
            )
        return document

    def train(self, data, out, **options):
        """Trains a run, and returns it. hidden="16", steps=100 is --hidden 16 --steps 100; True is an option without a value."""
        words = ["train", "--data", data, "--out", out]
        for name, value in options.items():
            option = "--" + name.replace("_", "-")
            for each in value if isinstance(value, (list, tuple)) else [value]:
                words += [option] if each is True else [] if each in (None, False) else [option, each]
        self.call(*words)
        return Run(out)

    def predict(self, run, data):
        """Returns a dictionary per row of the data."""
        return self.call("predict", getattr(run, "directory", run), "--data", data)["predictions"]
