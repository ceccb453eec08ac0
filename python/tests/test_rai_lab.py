import json
import os
import pathlib
import stat
import sys
import tempfile
import unittest

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from rai_lab import Rai, RaiError, Run, Study  # noqa: E402


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def file(self, name, text):
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file


class RunTest(Files):
    def setUp(self):
        super().setUp()
        self.file("run.json", '{"run": "a", "result": {"steps": 2}}')
        self.file("history.csv", "step,method,objective,train_loss\n1,backprop,0.5,\n2,,,0.25\n3,back")
        self.file("events.jsonl", '{"event": "started"}\n{"event": "sto')
        self.file("probes/weights.csv", "step,layer,mean\n0,dense_1,NaN\n")
        self.file(
            "tensors.jsonl",
            '{"name":"dense_1.weight","shape":[2,1],"array":"parameters","offset":0}\n'
            '{"name":"dense_1.bias","shape":[1],"array":"parameters","offset":2}\n',
        )
        (self.path / "checkpoint").mkdir()
        numpy.save(self.path / "checkpoint" / "parameters.npy", numpy.array([[1, 2, 3]], dtype="f4"))
        self.run_ = Run(self.path)

    def test_history_has_a_column_per_name_and_nan_for_empty_cells(self):
        history = self.run_.history()
        numpy.testing.assert_array_equal(history["step"], [1, 2])
        numpy.testing.assert_array_equal(history["train_loss"], [numpy.nan, 0.25])
        self.assertEqual(history["method"], ["backprop", ""])

    def test_an_incomplete_event_is_left_out(self):
        self.assertEqual(self.run_.events(), [{"event": "started"}])

    def test_tensors_have_names_and_shapes(self):
        tensors = self.run_.tensors()
        numpy.testing.assert_array_equal(tensors["dense_1.weight"], [[1], [2]])
        numpy.testing.assert_array_equal(tensors["dense_1.bias"], [3])

    def test_probes_and_result_are_read(self):
        self.assertEqual(self.run_.probes()["weights"]["layer"], ["dense_1"])
        self.assertEqual(self.run_.result()["steps"], 2)

    def test_a_directory_without_a_run_is_named(self):
        with self.assertRaisesRegex(FileNotFoundError, "there is no run in"):
            Run(self.path / "none")

    def test_history_becomes_a_data_frame(self):
        try:
            import pandas  # noqa: F401
        except ImportError:
            self.skipTest("pandas is not installed")
        self.assertEqual(list(self.run_.history_frame()["objective"])[0], 0.5)


class StudyTest(Files):
    def test_trials_and_result_are_read(self):
        self.file("journal.jsonl", '{"id": "a"}\n')
        self.file("report.json", '{"title": "t"}')
        study = Study(self.path)
        self.assertEqual(study.trials(), [{"id": "a"}])
        self.assertEqual(study.result(), {"title": "t"})

    def test_a_study_without_report_says_so(self):
        with self.assertRaisesRegex(FileNotFoundError, "has no report.json"):
            Study(self.path).result()


@unittest.skipIf(os.name == "nt", "the stand-in is a script of sh")
class RaiTest(Files):
    def command(self, script):
        file = self.file("rai", "#!/bin/sh\n" + script)
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        return Rai(file)

    def test_a_command_gets_json_and_gives_its_document(self):
        rai = self.command("""printf '{"words": "%s"}' "$*"\n""")
        self.assertEqual(rai.call("show", pathlib.Path("runs/a")), {"words": "show runs/a --json"})

    def test_an_error_is_an_exception_with_its_sentence_and_exit_code(self):
        error = json.dumps({"error": {"kind": "data", "exit_code": 3, "message": "no row"}})
        rai = self.command("echo 'rai: no row' >&2; echo '%s'; exit 3\n" % error)
        with self.assertRaises(RaiError) as caught:
            rai.call("predict")
        self.assertEqual((str(caught.exception), caught.exception.exit_code, caught.exception.kind), ("no row", 3, "data"))

    def test_without_a_document_the_last_line_is_the_sentence(self):
        rai = self.command("echo 'rai: no Java found' >&2; exit 1\n")
        with self.assertRaisesRegex(RaiError, "^no Java found$"):
            rai.call("list")

    def test_a_launcher_that_is_not_there_is_named(self):
        with self.assertRaises(RaiError) as caught:
            Rai(self.path / "none").call("list")
        self.assertEqual(caught.exception.exit_code, 127)


if __name__ == "__main__":
    unittest.main()
