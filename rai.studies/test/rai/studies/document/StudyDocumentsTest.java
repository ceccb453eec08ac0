package rai.studies.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.spec.SpecException;

/** What is read, and the one sentence for everything that is wrong. */
class StudyDocumentsTest {
    private static final String START =
            "study: 1\nbase: {data: {train: moons}, model: {network: \"{activation} dense\"}}\n";
    private static final String AXES = "axes: {activation: [relu, tanh]}\n";

    private static StudyDocument read(String text) {
        return StudyDocuments.read(text, "moons.yaml", Optional.empty());
    }

    private static void refused(String text, String sentence) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(SpecException.class).hasMessage(sentence);
    }

    @Test
    void theNameOfAStudyIsThatOfItsFile() {
        StudyDocument study = StudyDocuments.read(START + AXES, "studies/moons.yaml", Optional.empty());
        assertThat(study.name()).isEqualTo("moons");
        assertThat(study.title()).isEqualTo("moons");
    }

    @Test
    void jsonIsReadAsWell() {
        StudyDocument study = StudyDocuments.read(
                "{\"study\": 1,\n"
                        + "\t\"base\": {\"data\": {\"train\": \"moons\"}},\n"
                        + "\t\"axes\": {\"model.init\": [\"xavier\"]},\n"
                        + "\t\"seeds\": 3\n"
                        + "}",
                "moons.json",
                Optional.empty());
        assertThat(study.seeds().count()).isEqualTo(3);
    }

    @Test
    void theSourceIsKeptAsItWasWritten() {
        assertThat(read(START + AXES + "# a remark\n").source().text()).endsWith("# a remark\n");
    }

    @Test
    void aFileIsReadFromDisk(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("moons.yml"), START + AXES);
        assertThat(StudyDocuments.read(file).directory()).contains(directory);
    }

    @Test
    void aMissingFileIsRefused(@TempDir Path directory) {
        Path file = directory.resolve("moons.yaml");
        assertThatThrownBy(() -> StudyDocuments.read(file)).hasMessage("there is no study file " + file);
    }

    @Test
    void anotherEndingIsRefused() {
        assertThatThrownBy(() -> StudyDocuments.read(Path.of("moons.txt")))
                .hasMessage("moons.txt is not a study file: its name must end in .yaml, .yml or .json");
    }

    @Test
    void aFileFromANewerVersionIsRefused() {
        refused(
                "study: 2\nnew: 1\n",
                "moons.yaml, line 1: the study is of version 2, and this version of RAI reads studies up to version 1:"
                        + " use a newer version of RAI");
    }

    @Test
    void aFileWithoutVersionIsRefused() {
        refused(
                AXES,
                "moons.yaml, line 1: the study does not say the version of its format: write study: 1 in its first"
                        + " line");
    }

    @Test
    void anEmptyFileIsRefused() {
        refused("", "moons.yaml, line 1: the study is empty: a study file has at least study, base and axes");
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearest() {
        refused(START + AXES + "\nseds: 3\n", "moons.yaml, line 5: seds is unknown: did you mean seeds?");
    }

    @Test
    void anUnknownKeyWithinAPartIsRefused() {
        refused(
                START + AXES + "tune:\n  axes: [activation]\n  metrics: valid.loss\n",
                "moons.yaml, line 6: tune.metrics is unknown: did you mean metric?");
    }

    @Test
    void aDuplicateKeyIsRefused() {
        assertThatThrownBy(() -> read(START + AXES + "seeds: 1\nseeds: 2\n"))
                .hasMessageStartingWith("moons.yaml, line 5, column 1: found duplicate key seeds");
    }

    @Test
    void whatIsNotYamlIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("study: 1\nbase: {a: [}\n"))
                .hasMessageStartingWith("moons.yaml, line 2, column 12: ");
    }

    @Test
    void aKeyWithBracketsInsideBracesNeedsQuotes() {
        refused(
                "study: 1\nbase: {data: {train: moons}}\naxes: {phases[0].batch: [8]}\n",
                "moons.yaml, line 3, column 14: expected ',' or '}', but got [ while parsing a flow mapping: inside"
                        + " braces, a key with brackets needs quotes, as in \"phases[0].batch\"");
    }

    @Test
    void aDeepDocumentIsRefused() {
        refused(
                "study: 1\nbase: " + "[".repeat(60) + "]".repeat(60),
                "moons.yaml, line 2, column 56: the document is nested more than 50 deep");
    }

    @Test
    void aDocumentThatContainsItselfIsRefused() {
        assertThatThrownBy(() -> read("study: 1\nbase: &a {b: *a}\n")).hasMessageContaining("nested more than 50 deep");
    }

    @Test
    void aHugeDocumentIsRefused() {
        refused(
                "study: 1\n# " + "x".repeat(1 << 20),
                "moons.yaml has more than 1048576 characters: a study file describes a study, data belong into files of"
                        + " their own");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder text = new StringBuilder("study: 1\na0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (int i = 1; i < 7; i++) {
            text.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThatThrownBy(() -> read(text.toString()))
                .hasMessageContaining("Number of aliases for non-scalar nodes exceeds");
    }
}
