package rai.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rai.api.report.DataTable;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.report.file.MarkdownTable;
import rai.report.study.StudyResult.Effort;
import rai.report.study.StudyResult.Picture;

/** The parts of a result as Markdown. */
final class ResultMarkdown {
    /** What stands in the blocks of a study that has not been run. */
    static final String NOT_RUN = "\n*Not run yet.*\n\n";

    static final String ANSWER = "answer";
    static final String EFFORT = "effort";
    static final String TABLE = "table ";
    static final String PICTURE = "picture ";

    private static final int MOST_ROWS = 40;
    /** Screens of at most so many pixels show the narrow pictures: on wider ones, the letters of the others are large enough. */
    private static final int NARROW = 600;

    private static final List<String> KINDS = List.of("answer", "table NAME", "picture NAME", "effort");

    private final String page;
    private final String folder;
    private final StudyResult result;
    private final Set<String> parts;

    /**
     * @param page the page, for messages
     * @param folder the folder of its pictures, as the page names it
     * @param result what was found
     * @param parts the parts that have blocks
     */
    ResultMarkdown(String page, String folder, StudyResult result, Set<String> parts) {
        this.page = page;
        this.folder = folder;
        this.result = result;
        this.parts = parts;
    }

    /**
     * @param part what is asked for: {@code answer}, {@code table NAME}, {@code picture NAME} or {@code effort}; empty for everything
     *     that has no block of its own
     * @return it, with empty lines around
     */
    String of(String part) {
        String text;
        if (part.isEmpty()) {
            text = everything();
        } else if (part.equals(ANSWER)) {
            text = answer();
        } else if (part.equals(EFFORT)) {
            text = effort();
        } else if (part.startsWith(TABLE)) {
            text = table(part.substring(TABLE.length()));
        } else if (part.startsWith(PICTURE)) {
            text = picture(part.substring(PICTURE.length()));
        } else {
            throw new SpecException(
                    page + ": a result has no part '" + part + "'; its parts are " + String.join(", ", KINDS));
        }
        return text.isBlank() ? "\n" : "\n" + text.strip() + "\n\n";
    }

    private String everything() {
        List<String> all = new ArrayList<>();
        if (!parts.contains(ANSWER)) {
            all.add(answer());
        }
        result.main().stream().filter(name -> !parts.contains(TABLE + name)).forEach(name -> all.add(titled(name)));
        result.pictures().stream()
                .filter(picture -> !parts.contains(PICTURE + picture.name()))
                .forEach(picture -> all.add(shown(picture)));
        if (!parts.contains(EFFORT)) {
            all.add(effort());
        }
        return all.stream().map(String::strip).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    private String titled(String name) {
        String title = result.tables().get(name).title();
        return (title.isEmpty() ? "" : "**" + MarkdownTable.escape(title) + "**\n\n") + table(name);
    }

    private String answer() {
        List<Statement> comparing = result.comparing();
        StringBuilder text = new StringBuilder();
        if (!result.effort().isComplete()) {
            text.append("**Not complete: ")
                    .append(result.effort().ended())
                    .append(" of ")
                    .append(count(result.effort().planned(), "training"))
                    .append(" have ended.**\n\n");
        }
        lines(text, result.answer().stream().filter(statement -> statement.mark() == Mark.WARNING));
        if (!comparing.isEmpty()) {
            text.append("Reproduced: ")
                    .append(result.reproduced())
                    .append(" of ")
                    .append(comparing.size())
                    .append(".\n\n");
            text.append(verdicts(comparing)).append('\n');
        }
        lines(
                text,
                result.answer().stream()
                        .filter(statement -> statement.mark() != Mark.WARNING
                                && statement.figures().isEmpty()));
        return text.toString();
    }

    private static void lines(StringBuilder text, java.util.stream.Stream<Statement> statements) {
        List<String> lines = statements.map(ResultMarkdown::line).toList();
        lines.forEach(text::append);
        if (!lines.isEmpty()) {
            text.append('\n');
        }
    }

    private static String line(Statement statement) {
        String source = statement.source().isEmpty() ? "" : " (" + MarkdownTable.escape(statement.source()) + ")";
        String sign = statement.mark() == Mark.OPEN ? "" : sign(statement.mark()) + " "; // the list has bullets
        return "- " + sign + MarkdownTable.escape(statement.sentence()) + source + "\n";
    }

    static String sign(Mark mark) {
        return switch (mark) {
            case YES -> "\u2713";
            case NO -> "\u2717";
            case OPEN -> "\u2022";
            case WARNING -> "\u26A0";
        };
    }

    /** A row per statement; the source is a column only if there are several. */
    private static String verdicts(List<Statement> comparing) {
        Set<String> sources =
                new TreeSet<>(comparing.stream().map(Statement::source).toList());
        boolean several = sources.size() > 1;
        List<String> titles = new ArrayList<>(List.of("", "what", "reference", "ours"));
        if (several) {
            titles.add("source");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Statement statement : comparing) {
            Statement.Figures figures = statement.figures().orElseThrow();
            List<String> row = new ArrayList<>(
                    List.of(sign(statement.mark()), figures.what(), figures.reference(), figures.ours()));
            if (several) {
                row.add(statement.source());
            }
            rows.add(row);
        }
        String source = sources.iterator().next();
        return MarkdownTable.of(titles, rows)
                + (several || source.isEmpty() ? "" : "\nReference: " + MarkdownTable.escape(source) + ".\n");
    }

    private String table(String name) {
        DataTable table = Optional.ofNullable(result.tables().get(name))
                .orElseThrow(() -> Words.unknown("table", name, result.tables().keySet()));
        int left = table.rows().size() - MOST_ROWS;
        if (left <= 0) {
            return MarkdownTable.of(List.of(table));
        }
        DataTable first = new DataTable(
                table.name(), table.title(), table.columns(), table.rows().subList(0, MOST_ROWS), table.main());
        return MarkdownTable.of(List.of(first)) + "\n" + count(left, "more row") + " in [result.json](" + folder
                + "/result.json).\n";
    }

    private String picture(String name) {
        return result.pictures().stream()
                .filter(picture -> picture.name().equals(name))
                .findFirst()
                .map(this::shown)
                .orElseThrow(() -> new SpecException(page + " shows the picture " + name
                        + ", which is not stored: write the page again with study page and the"
                        + " directory of the study"));
    }

    private String shown(Picture picture) {
        String text = picture.title() + (picture.caption().isEmpty() ? "" : ". " + picture.caption());
        if (!picture.narrow().isEmpty()) {
            return "<picture><source media=\"(max-width: " + NARROW + "px)\" srcset=\"" + folder + "/"
                    + picture.narrow() + "\"><img alt=\"" + attribute(text) + "\" src=\"" + folder + "/"
                    + picture.file() + "\"></picture>";
        }
        String alternative = MarkdownTable.escape(text).replace("[", "\\[").replace("]", "\\]");
        return "![" + alternative + "](" + folder + "/" + picture.file() + ")";
    }

    private static String attribute(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\s+", " ");
    }

    private String effort() {
        Effort effort = result.effort();
        String machine = count(effort.cores(), "core")
                + (effort.processor().isEmpty() ? "" : " of the processor " + MarkdownTable.escape(effort.processor()));
        if (effort.planned() == 0) {
            return "No trainings; computed in " + duration(effort.seconds()) + " on " + machine + ": `"
                    + effort.command() + "`\n";
        }
        return count(effort.ended(), "training")
                + (effort.seeds() > 0 ? " with " + count(effort.seeds(), "seed") : "")
                + (Double.isNaN(effort.clockSeconds())
                        ? ", " + duration(effort.seconds()) + " one after the other, on "
                        : " in " + duration(effort.seconds()) + " on ")
                + machine + ": `" + effort.command() + "`\n";
    }

    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /** {@code 40 s}, {@code 12 min}, {@code 3.5 h}. */
    static String duration(double seconds) {
        if (seconds < 90) {
            return Math.max(1, Math.round(seconds)) + " s";
        }
        return seconds < 5400 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 360) / 10.0 + " h";
    }
}
