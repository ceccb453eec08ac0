package rai.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.network.NamedTensor;
import rai.api.run.RecordedEvent;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunReader;
import rai.api.run.RunReader.Row;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.trainer.DefaultTrainer;

class StoredReaderTest {
    @TempDir
    Path temp;

    private final DefaultTrainer trainer = new DefaultTrainer(Fixtures.catalog());
    private Path directory;
    private RunRequest request;
    private RunResult result;

    @BeforeEach
    void train() {
        directory = temp.resolve("run");
        request = RunRequest.builder()
                .train("ring")
                .network("dense(3) bend dense")
                .init("spread")
                .optimizer("descent")
                .phase("down", 4)
                .evaluateEvery(2)
                .seed(3)
                .threads(1)
                .directory(directory)
                .build();
        try (Run run = trainer.prepare(request)) {
            result = run.train(event -> {});
        }
    }

    private RunReader reader() {
        return StoredReader.open(directory);
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        reader().history(rows::add);
        return rows;
    }

    private List<RunEvent> events() {
        return reader().events().stream().map(RecordedEvent::event).toList();
    }

    /** As after a kill in step 3: nothing of the end is there. */
    private void kill() throws IOException {
        replace("run.json", "\"state\": \"ended\"", "\"state\": \"running\"");
        Map<String, Object> document = Json.read(directory.resolve("run.json"));
        document.remove("result");
        Json.write(directory.resolve("run.json"), document, Disk.REAL);
        keepLines("history.csv", 4);
        keepLines("events.jsonl", 2);
        Durable.delete(directory.resolve("checkpoint"));
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text, StandardOpenOption.APPEND);
    }

    private void replace(String file, String text, String by) throws IOException {
        String all = Files.readString(directory.resolve(file));
        assertThat(all).contains(text);
        Files.writeString(directory.resolve(file), all.replace(text, by));
    }

    private void keepLines(String file, int count) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(file));
        Files.write(directory.resolve(file), lines.subList(0, count));
    }

    private void cut(Path file, int bytes) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
    }

    private void isRefused(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading)
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith(message.replace("DIR", directory.toString()));
    }

    @Test
    void aRunHasTheNameOfItsDirectory() {
        assertThat(reader().name()).isEqualTo("run");
        assertThat(reader().directory()).isEqualTo(directory);
    }

    @Test
    void theRequestIsTheOneThatTheRunBeganWith() {
        assertThat(reader().request()).isEqualTo(request);
    }

    @Test
    void theResultIsTheOneThatTheRunGave() {
        RunResult read = reader().result().orElseThrow();
        assertThat(Json.pretty(read.asMap())).isEqualTo(Json.pretty(result.asMap()));
        assertThat(read.stopped()).isEqualTo(Stop.STEPS);
    }

    @Test
    void theDocumentIsThatOfRunJson() {
        assertThat(reader().document()).containsKeys("request", "spec", "data", "provenance", "result");
    }

    @Test
    void theHistoryHasStepsAndEvaluations() {
        List<Row> rows = rows();
        assertThat(rows).extracting(Row::step).containsExactly(1L, 2L, 2L, 3L, 4L, 4L);
        assertThat(rows.get(0).method()).isEqualTo("down");
        assertThat(rows.get(0).objective()).isPresent();
        assertThat(rows.get(0).metrics()).isEmpty();
        assertThat(rows.get(2).method()).isEmpty();
        assertThat(rows.get(2).objective()).isEmpty();
        assertThat(rows.get(5).metrics())
                .containsEntry("train_loss", result.train().get("loss"));
    }

    @Test
    void eventsAreValuesWithTheirTimes() {
        assertThat(events())
                .extracting(event -> (Object) event.getClass())
                .containsExactly(
                        RunEvent.Started.class,
                        RunEvent.Evaluated.class,
                        RunEvent.Evaluated.class,
                        RunEvent.Stopped.class);
        assertThat(events().get(0)).isEqualTo(new RunEvent.Started(0, "", 4, Map.of()));
        assertThat(events().get(3)).isEqualTo(new RunEvent.Stopped(4, Stop.STEPS, ""));
        List<Instant> times =
                reader().events().stream().map(RecordedEvent::time).toList();
        assertThat(times).isSorted();
        assertThat(times.get(0)).isBetween(Instant.now().minusSeconds(600), Instant.now());
    }

    @Test
    void anEventOfAnUnknownKindIsKept() throws IOException {
        append(
                "events.jsonl",
                "{\"time\":\"2030-01-01T00:00:00Z\",\"step\":5,\"event\":\"teleported\",\"to\":\"elsewhere\"}\n");
        assertThat(events().get(4)).isInstanceOfSatisfying(RunEvent.Unknown.class, unknown -> {
            assertThat(unknown.event()).isEqualTo("teleported");
            assertThat(unknown.step()).isEqualTo(5);
            assertThat(unknown.document()).containsEntry("to", "elsewhere");
        });
        assertThat(reader().status().events()).hasSize(5);
    }

    @Test
    void aRecordedEventIsWrittenAsItWasRead() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("events.jsonl"));
        assertThat(reader().events())
                .extracting(event -> Json.line(event.asMap()).strip())
                .isEqualTo(lines);
    }

    @Test
    void aTensorIsReadByItsName() {
        assertThat(reader().tensors())
                .extracting(NamedTensor::name)
                .containsExactly("dense_1.weight", "dense_1.bias", "dense_2.weight", "dense_2.bias");
        assertThat(reader().tensor("dense_2.weight"))
                .isEqualTo(trainer.open(directory).tensor("dense_2.weight"));
        isRefused(() -> reader().tensor("dense_2.wieght"), "unknown tensor 'dense_2.wieght'");
    }

    @Test
    void anInterruptedRunIsReadAsFarAsItGot() throws IOException {
        kill();
        assertThat(reader().status().state()).isEqualTo("interrupted");
        assertThat(reader().status().step()).isEqualTo(2);
        assertThat(reader().request()).isEqualTo(request);
        assertThat(reader().result()).isEmpty();
        assertThat(rows()).extracting(Row::step).containsExactly(1L, 2L, 2L);
        assertThat(events()).hasSize(2);
        assertThat(reader().tensors()).hasSize(4);
        isRefused(() -> reader().tensor("dense_1.bias"), "the run in DIR has not ended, so there is no network yet");
        isRefused(() -> StoredReader.openEnded(directory), "the run in DIR has not ended: wait for its end, or");
    }

    @Test
    void aLastLineThatIsHalfWrittenIsLeftOut() throws IOException {
        append("history.csv", "5,do");
        append("events.jsonl", "{\"time\":\"20");
        assertThat(rows()).hasSize(6);
        assertThat(events()).hasSize(4);
        assertThat(reader().status().step()).isEqualTo(4);
    }

    @Test
    void withoutAnyFileOfARunThereIsNone() {
        assertThatThrownBy(() -> StoredReader.open(temp))
                .isInstanceOf(SpecException.class)
                .hasMessage("there is no run in " + temp + ": run.json is missing");
    }

    @Test
    void aTornRunJsonIsReportedAndTheRestIsRead() throws IOException {
        cut(directory.resolve("run.json"), 100);
        String message = "the run in DIR can't be read: its run.json is not a JSON document: End of input at line ";
        isRefused(() -> reader().document(), message);
        isRefused(() -> reader().request(), message);
        isRefused(() -> reader().result(), message);
        assertThat(reader().status().state()).isEqualTo("damaged");
        assertThat(reader().status().document()).isEmpty();
        assertThat(reader().status().step()).isEqualTo(4);
        assertThat(rows()).hasSize(6);
        assertThat(events()).hasSize(4);
        assertThat(reader().tensor("dense_1.bias").length()).isEqualTo(3);
    }

    @Test
    void aMissingRunJsonIsReported() throws IOException {
        Files.delete(directory.resolve("run.json"));
        isRefused(() -> reader().request(), "the run in DIR can't be read: its run.json is missing");
    }

    @Test
    void aRunJsonOfANewerVersionIsReported() throws IOException {
        replace("run.json", "\"format\": 2", "\"format\": 99");
        isRefused(
                () -> reader().request(),
                "the run in DIR can't be read: its run.json has the format 99, and this version of RAI reads formats"
                        + " up to 2");
    }

    @Test
    void aDocumentOfFormatOneThatIsNotOneIsReported() throws IOException {
        Files.writeString(directory.resolve("run.json"), "{\"format\": 1, \"request\": {\"data\": \"ring\"}}");
        isRefused(() -> reader().request(), "the run in DIR can't be read: its run.json is not the document of a run");
        assertThat(reader().status().state()).isEqualTo("damaged");
    }

    @Test
    void aRequestThatCanNotBeReadIsReported() throws IOException {
        replace("run.json", "\"phases\"", "\"phasen\"");
        isRefused(() -> reader().request(), "the request of the run in DIR can't be read: its run.json does not");
    }

    @Test
    void aResultThatLacksAValueIsReported() throws IOException {
        replace("run.json", "\"state_hash\"", "\"hash\"");
        isRefused(
                () -> reader().result(),
                "the run in DIR is damaged: the result in its run.json can't be read: state_hash");
    }

    @Test
    void anEndWithoutAResultIsReported() throws IOException {
        replace("run.json", "\"result\"", "\"outcome\"");
        isRefused(() -> reader().result(), "the run in DIR is damaged: its run.json has no result");
    }

    @Test
    void aLineOfTheHistoryThatIsNotARowIsReportedWithItsNumber() throws IOException {
        append("history.csv", "five,down,1,,,,,,\n");
        isRefused(this::rows, "the run in DIR is damaged: line 8 of its history.csv can't be read");
        keepLines("history.csv", 7);
        append("history.csv", "5,down\n");
        isRefused(this::rows, "the run in DIR is damaged: line 8 of its history.csv can't be read");
    }

    @Test
    void aHistoryThatIsNotThereIsReported() throws IOException {
        Files.writeString(directory.resolve("history.csv"), "");
        isRefused(this::rows, "the run in DIR has no history yet");
        Files.delete(directory.resolve("history.csv"));
        isRefused(this::rows, "the run in DIR has no history: history.csv is missing");
    }

    @Test
    void aLineThatIsNotAnEventIsReportedWithItsNumberButTheStatusLeavesItOut() throws IOException {
        for (String line : List.of(
                "{\"time\":\"20",
                "{\"time\":\"2030-01-01T00:00:00Z\",\"step\":5}",
                "{\"step\":5,\"event\":\"resumed\"}",
                "{\"time\":\"2030-01-01T00:00:00Z\",\"step\":\"many\",\"event\":\"resumed\"}",
                "")) {
            append("events.jsonl", line + "\n");
            isRefused(() -> reader().events(), "the run in DIR is damaged: line 5 of its events.jsonl can't be read");
            assertThat(reader().status().events()).hasSize(4);
            keepLines("events.jsonl", 4);
        }
        Files.delete(directory.resolve("events.jsonl"));
        isRefused(() -> reader().events(), "the run in DIR has no events: events.jsonl is missing");
    }

    @Test
    void aLineThatDoesNotDescribeATensorIsReportedWithItsNumber() throws IOException {
        replace("tensors.jsonl", "\"dense_2.weight\"", "null");
        isRefused(
                () -> reader().tensors(),
                "the run in DIR is damaged: its tensors.jsonl can't be read: line 3 does not describe a tensor");
    }

    @Test
    void anArrayThatIsMissingTornOrTooShortIsReported() throws IOException {
        Path array = directory.resolve("checkpoint").resolve("parameters.npy");
        replace("tensors.jsonl", "\"offset\":0", "\"offset\":100");
        isRefused(
                () -> reader().tensor("dense_1.weight"),
                "the run in DIR is damaged: its parameters has 13 numbers, too few for dense_1.weight");
        cut(array, 140);
        isRefused(
                () -> reader().tensor("dense_1.bias"),
                "the run in DIR is damaged: " + array + " can't be read: it has 140 bytes instead of 180");
        Files.delete(array);
        isRefused(() -> reader().tensor("dense_1.bias"), "the run in DIR is damaged: " + array + " is missing");
        Durable.delete(array.getParent());
        isRefused(() -> reader().tensor("dense_1.bias"), "the run in DIR is damaged: its checkpoint is missing");
    }
}
