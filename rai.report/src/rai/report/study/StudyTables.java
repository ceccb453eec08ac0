package rai.report.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.spec.SpecException;
import rai.report.file.MarkdownTable;

/**
 * Tables of all studies with a page, in any text: {@code <!-- studies: verdicts -->} begins the table of what was reproduced,
 * {@code <!-- studies: list -->} that of questions and commands; {@code <!-- /studies -->} ends both.
 */
public final class StudyTables {
    private static final String BLOCK = "studies";
    private static final String VERDICTS = "verdicts";
    private static final String LIST = "list";
    /** The characters of a cell that are read at a glance. */
    private static final int WHAT = 64;

    private static final int FIGURE = 48;
    private static final int QUESTION = 140;

    private final List<Row> rows;

    /**
     * A study with a page.
     *
     * @param page its page
     * @param result its result; empty if it has not been run
     * @param title its title, for those without a result
     */
    private record Row(StudyPage page, Optional<StudyResult> result, String title) {}

    private StudyTables(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * @param directory a directory of pages
     * @return the pages that have a block for a result, by name
     * @throws IOException if one can't be read
     */
    public static List<StudyPage> pages(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.toString().endsWith(StudyPage.SUFFIX))
                    .sorted()
                    .toList();
        }
        List<StudyPage> pages = new ArrayList<>();
        for (Path file : files) {
            StudyPage page = new StudyPage(file);
            if (page.hasBlocks() || page.result().isPresent()) {
                pages.add(page);
            }
        }
        return pages;
    }

    /**
     * @param pages the pages of studies
     * @param titles the titles of studies by name, for those that have not been run
     * @return their tables
     * @throws IOException if a result can't be read
     */
    public static StudyTables of(List<StudyPage> pages, Map<String, String> titles) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (StudyPage page : pages) {
            rows.add(new Row(page, page.result(), titles.getOrDefault(page.name(), "")));
        }
        return new StudyTables(rows);
    }

    /**
     * Writes the tables into a text.
     *
     * @param file the text
     * @return the file, if it has changed
     * @throws SpecException if it has no place for a table
     * @throws IOException if it can't be read or written
     */
    public List<Path> write(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        return Published.changed(whole.getParent(), Map.of(whole.getFileName().toString(), current(file)))
                        .isEmpty()
                ? List.of()
                : List.of(file);
    }

    /**
     * @param file a text with tables
     * @return what differs, in sentences
     * @throws IOException if it can't be read
     */
    public List<String> differences(Path file) throws IOException {
        return Arrays.equals(current(file), Files.readAllBytes(file))
                ? List.of()
                : List.of(file + " does not show the tables of the stored results");
    }

    private byte[] current(Path file) throws IOException {
        PageBlocks blocks = new PageBlocks(file.toString(), StudyPage.text(file), BLOCK);
        if (blocks.parts().isEmpty()) {
            throw new SpecException(file + " has no place for a table of studies: write the lines <!-- studies: "
                    + VERDICTS + " --> or <!-- studies: " + LIST + " -->, and <!-- /studies --> into it");
        }
        Function<String, String> content = part -> switch (part) {
            case VERDICTS -> "\n" + verdicts(file) + "\n";
            case LIST -> "\n" + list(file) + "\n";
            default ->
                throw new SpecException(
                        file + ": there is no table '" + part + "' of studies, only " + VERDICTS + " and " + LIST);
        };
        return blocks.filled(content).getBytes(StandardCharsets.UTF_8);
    }

    /** A row per study that compares with a source: its first finding, and the first that was not reproduced, if there is one. */
    private String verdicts(Path file) {
        StringBuilder table =
                new StringBuilder("| experiment | finding | reference | ours | reproduced |\n|---|---|---|---|---|\n");
        for (Row row : rows) {
            if (row.result().isEmpty() || row.result().get().comparing().isEmpty()) {
                continue;
            }
            StudyResult result = row.result().get();
            List<Statement> shown = shown(result);
            table.append("| ").append(link(row, file));
            table.append(" | ")
                    .append(cell(shown, one -> sign(one) + figures(one).what(), WHAT + 2));
            table.append(" | ").append(cell(shown, one -> figures(one).reference(), FIGURE));
            table.append(" | ").append(cell(shown, one -> figures(one).ours(), FIGURE));
            table.append(" | ")
                    .append(result.reproduced())
                    .append(" of ")
                    .append(result.comparing().size());
            table.append(result.effort().isComplete() ? "" : ", not complete").append(" |\n");
        }
        return table.indexOf("[") < 0 ? ResultMarkdown.NOT_RUN.strip() + "\n" : table.toString();
    }

    private static List<Statement> shown(StudyResult result) {
        List<Statement> all = result.comparing();
        List<Statement> shown = new ArrayList<>(all.subList(0, 1));
        all.stream()
                .skip(1)
                .filter(statement -> statement.mark() == Mark.NO)
                .findFirst()
                .filter(no -> shown.get(0).mark() != Mark.NO)
                .ifPresent(shown::add);
        return shown;
    }

    private static String sign(Statement statement) {
        return ResultMarkdown.sign(statement.mark()) + " ";
    }

    private static Statement.Figures figures(Statement statement) {
        return statement.figures().orElseThrow();
    }

    private static String cell(List<Statement> shown, Function<Statement, String> text, int most) {
        return shown.stream()
                .map(one -> MarkdownTable.escape(cut(text.apply(one), most)))
                .collect(Collectors.joining("<br>"));
    }

    /** Cut between words, so that a number is there as a whole or not at all. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = text.lastIndexOf(' ', most - 1);
        return text.substring(0, end > 0 ? end : most - 1).replaceFirst("[\\s,;:]+$", "") + "\u2026";
    }

    private String list(Path file) {
        StringBuilder table = new StringBuilder("| study | question | command | time |\n|---|---|---|---|\n");
        for (Row row : rows) {
            String question = row.result()
                    .map(result -> result.question().isEmpty() ? result.title() : result.question())
                    .orElse(row.title());
            String command = row.result()
                    .map(result -> result.effort().command())
                    .orElse("./rai study run " + row.page().name());
            String time = row.result()
                    .map(result -> ResultMarkdown.duration(result.effort().seconds()))
                    .orElse("not run yet");
            table.append("| ").append(link(row, file));
            table.append(" | ").append(MarkdownTable.escape(cut(question, QUESTION)));
            table.append(" | `").append(command).append("` | ").append(time).append(" |\n");
        }
        return table.toString();
    }

    private static String link(Row row, Path file) {
        Path from = file.toAbsolutePath().normalize().getParent();
        Path to = row.page().path().toAbsolutePath().normalize();
        return "[" + row.page().name() + "](" + from.relativize(to).toString().replace('\\', '/') + ")";
    }
}
