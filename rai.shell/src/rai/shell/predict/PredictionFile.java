package rai.shell.predict;

import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rai.api.data.Column;
import rai.shell.command.WholeFile;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.text.Json;

/**
 * Predictions, gathered in a file of their own until all of them are known: what was asked for is then written whole, or not at all. The
 * predictions never are in memory together.
 */
final class PredictionFile implements AutoCloseable {
    private final Path asked;
    private final PredictionFormat format;
    private final Path target;
    /** Of a file; null for standard output, a device or a pipe. */
    private final WholeFile whole;

    private final Path partial;
    private PredictionFormat.Rows rows;

    /**
     * @param asked the file that is asked for; null if there is none
     * @param format how they are written
     * @throws Failure if no such file can be made
     */
    PredictionFile(Path asked, PredictionFormat format) {
        this.asked = asked;
        this.format = format;
        if (asked != null && asked.toString().equals("-")) {
            throw new Failure("predictions go to standard output without --out, which names a file");
        }
        try {
            target = asked == null ? null : WholeFile.target(asked);
            if (target != null && Files.isDirectory(target)) {
                throw new Failure("--out must be a file, and " + target + " is a directory");
            }
            boolean beside = target != null && (!Files.exists(target) || Files.isRegularFile(target));
            whole = beside ? WholeFile.begin(target) : null;
            partial =
                    beside ? whole.partial() : Files.createTempDirectory("rai-").resolve("predictions");
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Writes the rows of the next piece. */
    void write(PredictedRows predicted, List<Column> ids, Layout layout) {
        try {
            if (rows == null) {
                rows = format.into(partial, layout);
            }
            rows.write(predicted, ids);
        } catch (IOException e) {
            throw failure(e);
        } catch (UncheckedIOException e) {
            throw failure(e.getCause());
        }
    }

    /** All rows are written: the file that was asked for gets its content. */
    void complete() {
        try {
            rows.close();
            rows = null;
            if (target == null) {
                return;
            }
            if (whole == null) {
                try (OutputStream out = Files.newOutputStream(target)) {
                    Files.copy(partial, out);
                }
            } else {
                whole.replace();
            }
        } catch (IOException e) {
            throw failure(e);
        } catch (UncheckedIOException e) {
            throw failure(e.getCause());
        }
    }

    private Failure failure(IOException e) {
        return new Failure(
                ExitCode.FAILED,
                "the predictions could not be written" + (asked == null ? "" : " to " + asked) + ": "
                        + (e instanceof NoSuchFileException
                                ? "no file can be made there"
                                : Failure.of(e).getMessage()));
    }

    /** Prints them, if no file was asked for. */
    void print(PrintStream out) throws IOException {
        Files.copy(partial, out);
    }

    /**
     * Prints a document of JSON that ends with them; they are lines of JSON.
     *
     * @param document what it begins with
     */
    void print(PrintStream out, Map<String, Object> document) throws IOException {
        OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        JsonWriter json = Json.writer(text);
        json.beginObject();
        for (var entry : document.entrySet()) {
            json.name(entry.getKey());
            Json.write(json, entry.getValue());
        }
        json.name("predictions").beginArray();
        try (BufferedReader lines = Files.newBufferedReader(partial)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Json.write(json, JsonParser.parseString(line));
            }
        }
        json.endArray().endObject();
        json.flush();
        text.write(System.lineSeparator());
        text.flush();
    }

    /** Leaves nothing but the file that was asked for. */
    @Override
    public void close() {
        try {
            if (rows != null) {
                rows.close();
            }
        } catch (IOException | RuntimeException e) {
            // it is deleted
        }
        try {
            if (whole != null) {
                whole.close();
            } else {
                WholeFile.delete(partial.getParent());
            }
        } catch (IOException e) {
            // what is left of it has another name than the file
        }
    }
}
