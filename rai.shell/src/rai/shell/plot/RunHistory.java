package rai.shell.plot;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import rai.shell.console.Failure;

/** The course of a run, from its files; the run may be in progress. */
final class RunHistory {
    private static final String HISTORY = "history.csv";
    private static final String EVENTS = "events.jsonl";

    /** A row of the history: a step, where it has a method, or an evaluation. */
    record Row(long step, String method, OptionalDouble objective, Map<String, Double> metrics) {}

    /** What happened at a step. */
    record Event(long step, String name, String time, JsonObject more) {
        /** @return a text of it; empty if it has none of that name */
        String text(String key) {
            JsonElement value = more.get(key);
            return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
        }

        /** @return a text of an object in it; empty if it has none of that name */
        String text(String object, String key) {
            return more.get(object) instanceof JsonObject inner && inner.get(key) != null
                    ? inner.get(key).getAsString()
                    : "";
        }
    }

    private final Path directory;
    private final List<Row> rows = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    private RunHistory(Path directory) {
        this.directory = directory;
    }

    /**
     * @param directory the directory of a run
     * @return its history
     * @throws Failure if there is none, or it can't be read
     */
    static RunHistory read(Path directory) throws IOException {
        RunHistory history = new RunHistory(directory);
        List<String> lines = history.lines(HISTORY);
        if (lines.isEmpty()) {
            throw new Failure("the run in " + directory + " has no history yet");
        }
        List<String> columns = cells(lines.get(0));
        for (int i = 1; i < lines.size(); i++) {
            history.rows.add(history.row(columns, cells(lines.get(i)), i + 1));
        }
        List<String> events = history.lines(EVENTS);
        for (int i = 0; i < events.size(); i++) {
            history.events.add(history.event(events.get(i), i + 1));
        }
        return history;
    }

    /** The lines that are whole: the last one may be being written. */
    private List<String> lines(String file) throws IOException {
        try {
            String text = Files.readString(directory.resolve(file));
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (NoSuchFileException e) {
            throw new Failure("there is no run in " + directory + ": " + file + " is missing");
        }
    }

    /** RFC 4180: a cell in quotes may hold commas, and quotes doubled. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private Row row(List<String> columns, List<String> cells, int number) {
        try {
            Map<String, Double> metrics = new LinkedHashMap<>();
            for (int i = 3; i < columns.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    metrics.put(columns.get(i), Double.valueOf(cells.get(i)));
                }
            }
            OptionalDouble objective = cells.get(2).isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(cells.get(2)));
            return new Row(Long.parseLong(cells.get(0)), cells.get(1), objective, metrics);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw damaged(HISTORY, number);
        }
    }

    private Event event(String line, int number) {
        try {
            JsonObject event = JsonParser.parseString(line).getAsJsonObject();
            return new Event(
                    event.get("step").getAsLong(),
                    event.get("event").getAsString(),
                    event.get("time").getAsString(),
                    event);
        } catch (JsonParseException | IllegalStateException | NullPointerException | NumberFormatException e) {
            throw damaged(EVENTS, number);
        }
    }

    private Failure damaged(String file, int line) {
        return new Failure(
                "the run in " + directory + " is damaged: line " + line + " of its " + file + " can't be read");
    }

    /** @return where it is */
    Path directory() {
        return directory;
    }

    /** @return the name of the directory */
    String name() {
        return directory.toAbsolutePath().normalize().getFileName().toString();
    }

    /** @return all rows, in their order */
    List<Row> rows() {
        return rows;
    }

    /** @return all events, in their order */
    List<Event> events() {
        return events;
    }

    /** @return the steps done */
    long steps() {
        return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).step();
    }
}
