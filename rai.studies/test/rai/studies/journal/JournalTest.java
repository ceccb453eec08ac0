package rai.studies.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.data.Part;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;

class JournalTest {
    @TempDir
    Path directory;

    private Journal journal;

    @BeforeEach
    void open() {
        journal = new Journal(directory);
    }

    private Path file() {
        return directory.resolve("journal.jsonl");
    }

    private List<Outcome> outcomes() {
        List<Outcome> all = new ArrayList<>();
        journal.rows(id -> true, row -> all.add(row.outcome()));
        return all;
    }

    @Test
    void anOutcomeIsReadAsItWasWritten() throws IOException {
        Row row = Rows.done(1);
        journal.append(List.of(row));
        Outcome read = outcomes().get(0);
        assertThat(read.result()).isEqualTo(row.outcome().result());
        assertThat(read.trial()).isEqualTo(row.outcome().trial());
        assertThat(read.curves().steps()).containsExactly(5, 10);
        assertThat(read.curves().probes()).containsExactly(Rows.PROBED);
        assertThat(read.curves().metrics().get("train.loss")).containsExactly(0.1, 0.1 / 7);
        assertThat(read.seconds()).isEqualTo(0.75);
        assertThat(Files.readString(file())).contains("\"seconds\":0.75,\"ended\":1800000000000,");
        assertThat(read.examples()).isEqualTo(Map.of(Part.TRAIN, 750, Part.TEST, 250));
    }

    @Test
    void examplesAreWrittenByTheNameOfTheirPart() throws IOException {
        journal.append(List.of(Rows.done(1)));
        assertThat(Files.readString(file())).contains("\"examples\":{\"train\":750,\"test\":250}");
    }

    @Test
    void aLineOfAnEarlierVersionHasNoExamples() throws IOException {
        journal.append(List.of(Rows.done(1)));
        String line = Files.readString(file());
        Files.writeString(file(), line.replace("\"examples\":{\"train\":750,\"test\":250},", ""));
        journal = new Journal(directory);
        assertThat(Files.readString(file())).doesNotContain("examples");
        assertThat(outcomes().get(0).examples()).isEmpty();
    }

    @Test
    void aRowUnderAnotherNameHasTheSameExamples() {
        Row row = Rows.done(1);
        assertThat(row.as(row.outcome().trial()).outcome().examples())
                .isEqualTo(row.outcome().examples());
    }

    @Test
    void numbersThatAreNotFiniteSurvive() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            journal.remove(ended -> true);
            Row row = Rows.row(Rows.id(1), State.DIVERGED, number);
            journal.append(List.of(row));
            assertThat(outcomes().get(0).result()).isEqualTo(row.outcome().result());
            assertThat(outcomes().get(0).curves().metrics().get("train.loss")).startsWith(number);
        }
    }

    @Test
    void noTrialHasTwoLines() {
        journal.append(List.of(Rows.done(1)));
        assertThat(new Journal(directory).append(List.of(Rows.done(1), Rows.done(2))))
                .hasSize(1);
        assertThat(outcomes()).extracting(Outcome::id).containsExactly(Rows.id(1), Rows.id(2));
    }

    @Test
    void whatAnotherProcessHasAddedIsSeen() {
        journal.refresh();
        new Journal(directory).append(List.of(Rows.done(1)));
        List<String> seen = new ArrayList<>();
        journal.refresh(line -> seen.add(line.id()));
        journal.refresh(line -> seen.add(line.id()));
        assertThat(seen).containsExactly(Rows.id(1));
        assertThat(journal.state(Rows.id(1))).isEqualTo(State.DONE);
    }

    @Test
    void aTornLastLineIsNotReadAndTheNextWriterCutsItOff() throws IOException {
        journal.append(List.of(Rows.done(1), Rows.done(2)));
        String whole = Files.readString(file());
        for (int torn : new int[] {1, 40, 100, whole.length() / 2 - 1}) {
            Files.writeString(file(), whole.substring(0, whole.length() - torn));
            journal = new Journal(directory).refresh();
            assertThat(journal.size()).isEqualTo(1);
            journal.append(List.of(Rows.done(2)));
            assertThat(file()).content().isEqualTo(whole);
        }
    }

    @Test
    void zeroesThatALossOfPowerHasLeftAreCutOff() throws IOException {
        journal.append(List.of(Rows.done(1)));
        Files.write(file(), new byte[5000], StandardOpenOption.APPEND);
        journal = new Journal(directory);
        journal.append(List.of(Rows.done(2)));
        assertThat(outcomes()).hasSize(2);
        assertThat(Files.readString(file())).doesNotContain("\0");
    }

    @Test
    void aDamagedLineIsNamed() throws IOException {
        journal.append(List.of(Rows.done(1)));
        Files.writeString(file(), "{\"id\":\"12\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> new Journal(directory).refresh())
                .isInstanceOf(SpecException.class)
                .hasMessageContainingAll("line 2 of", "journal.jsonl", "delete this line");
    }

    @Test
    void trialsThatAreTakenOutAreGoneForOtherProcessesToo() {
        Journal other = new Journal(directory);
        journal.append(List.of(Rows.done(1), Rows.row(Rows.id(2), State.FAILED, 0)));
        other.refresh();
        assertThat(journal.remove(ended -> ended.getValue() == State.FAILED)).isEqualTo(1);
        other.refresh();
        assertThat(other.state(Rows.id(2))).isNull();
        assertThat(other.state(Rows.id(1))).isEqualTo(State.DONE);
    }

    @Test
    void aDiskThatCanNotBeWrittenIsNamedWithItsReason() {
        assertThatThrownBy(() -> Durable.in(directory, () -> {
                    throw new FileSystemException("a/lock", null, "Read-only file system");
                }))
                .hasMessage("the study in " + directory + " can't be read or written: a/lock: Read-only file system");
        assertThatThrownBy(() -> Durable.in(directory, () -> {
                    throw new AccessDeniedException("a/lock");
                }))
                .hasMessage(
                        "the study in " + directory + " can't be read or written: the system denies access to a/lock");
    }

    @Test
    void aFullDiskIsOneSentence() {
        assertThatThrownBy(() -> Durable.in(directory, () -> {
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(SpecException.class)
                .hasMessage("the disk with the study in " + directory + " is full: make room and run the study again,"
                        + " which continues with what is journalled");
    }
}
