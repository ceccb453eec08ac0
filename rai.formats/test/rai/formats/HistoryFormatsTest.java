package rai.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.exchange.Destination;
import rai.api.probe.ProbeSeries;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.RunReader;
import rai.testkit.stub.StubRunReader;

class HistoryFormatsTest {
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private StubRunReader run;

    @BeforeEach
    void aRunOfTwoHundredSteps() {
        run = new StubRunReader(Path.of("runs", "moons"));
        run.with(new RecordedEvent(BEGUN, new RunEvent.Started(0, "moons", 200, Map.of())));
        run.with(new RecordedEvent(
                BEGUN.plusSeconds(20), new RunEvent.Evaluated(200, Map.of("loss", 0.25), Map.of(), Map.of())));
        run.with(new RunReader.Row(100, "backprop", OptionalDouble.of(0.5), Map.of()));
        run.with(new RunReader.Row(
                200, "", OptionalDouble.empty(), Map.of("train_loss", 1.0 / 3, "test_auc", Double.NaN)));
        run.with(new ProbeSeries(
                "weights(norm=2)", List.of("mean"), List.of(new ProbeSeries.Row(200, "dense_1", List.of(-2.0)))));
    }

    /** A scalar as it stands in the file. */
    private record Scalar(double seconds, long step, String tag, float value) {}

    /** Reads the file by the definition of its format, and not by the code that writes it. */
    private static List<Scalar> read(Path file) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Scalar> scalars = new ArrayList<>();
        for (boolean first = true; all.hasRemaining(); first = false) {
            assertThat(checksum(all, all.position(), 8)).isEqualTo(all.getInt(all.position() + 8));
            int length = Math.toIntExact(all.getLong());
            all.getInt();
            ByteBuffer event = all.slice(all.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(checksum(all, all.position(), length)).isEqualTo(all.getInt(all.position() + length));
            all.position(all.position() + length + 4);
            assertThat(event.get()).as("wall_time").isEqualTo((byte) 0x09);
            double seconds = event.getDouble();
            if (first) {
                assertThat(event.get()).as("file_version").isEqualTo((byte) 0x1a);
                assertThat(text(event)).isEqualTo("brain.Event:2");
                continue;
            }
            assertThat(event.get()).as("step").isEqualTo((byte) 0x10);
            long step = varint(event);
            assertThat(event.get()).as("summary").isEqualTo((byte) 0x2a);
            assertThat(varint(event)).isEqualTo(event.remaining());
            assertThat(event.get()).as("value").isEqualTo((byte) 0x0a);
            assertThat(varint(event)).isEqualTo(event.remaining());
            assertThat(event.get()).as("tag").isEqualTo((byte) 0x0a);
            String tag = text(event);
            assertThat(event.get()).as("simple_value").isEqualTo((byte) 0x15);
            scalars.add(new Scalar(seconds, step, tag, event.getFloat()));
        }
        return scalars;
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[(int) varint(bytes)];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** CRC-32C, bit by bit, masked. */
    private static int checksum(ByteBuffer bytes, int from, int length) {
        int crc = -1;
        for (int i = from; i < from + length; i++) {
            crc ^= bytes.get(i) & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }

    @Test
    void tensorboardHasTheObjectiveTheMetricsAndTheProbesAsScalars() throws IOException {
        Path out = folder.resolve("board");
        assertThat(new TensorBoard().write(run, new Destination(out, "board"))).isEmpty();
        double begun = BEGUN.getEpochSecond();
        assertThat(read(out.resolve("events.out.tfevents." + BEGUN.getEpochSecond() + ".rai")))
                .containsExactlyInAnyOrder(
                        new Scalar(begun + 10, 100, "objective", 0.5f),
                        new Scalar(begun + 20, 200, "loss/train", (float) (1.0 / 3)),
                        new Scalar(begun + 20, 200, "auc/test", Float.NaN),
                        new Scalar(begun + 20, 200, "weights(norm=2)/mean/dense_1", -2));
    }

    @Test
    void aProbeOfCurvesIsNamedAndLeftOut() throws IOException {
        run.with(new ProbeSeries(
                "activation-curve",
                List.of("u", "value"),
                List.of(
                        new ProbeSeries.Row(200, "relu_1", List.of(0.0, 0.0)),
                        new ProbeSeries.Row(200, "relu_1", List.of(1.0, 1.0)))));
        Path out = folder.resolve("board");
        assertThat(new TensorBoard().write(run, new Destination(out, "board")))
                .containsExactly("the probe activation-curve measures curves, which are not scalars, so it is not in"
                        + " the event file: --to csv has it");
        try (var files = Files.list(out)) {
            assertThat(read(files.findFirst().orElseThrow())).hasSize(4);
        }
    }

    @Test
    void aTableHasARowPerValue() throws IOException {
        Path out = folder.resolve("history.csv");
        new HistoryCsv().write(run, new Destination(out, "history.csv"));
        assertThat(Files.readAllLines(out))
                .containsExactlyInAnyOrder(
                        "step,name,probe,layer,value",
                        "100,objective,,,0.5",
                        "200,train_loss,,,0.3333333333333333",
                        "200,test_auc,,,NaN",
                        "200,mean,weights(norm=2),dense_1,-2.0");
    }
}
