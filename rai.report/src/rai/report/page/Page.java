package rai.report.page;

import static rai.report.canvas.Svg.escape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.report.canvas.Ink;
import rai.report.canvas.Svg;
import rai.report.chart.Drawings;
import rai.report.chart.Keys;

/**
 * The page of a report. It contains its styles, its script, its pictures and its data; its policy forbids browsers to load anything
 * or to run any other script.
 */
public final class Page {
    private static final String SCRIPT = resource("page.js");
    private static final String STYLES = resource("page.css");

    private final Report report;
    private final Names names;
    private final Keys keys;
    private final List<String> pictures;
    private final String notice;
    private final TrialSets trials;
    private final StringBuilder out = new StringBuilder();

    private Page(Report report, Names names, Keys keys, List<String> pictures, String notice) {
        this.report = report;
        this.names = names;
        this.keys = keys;
        this.pictures = List.copyOf(pictures);
        this.notice = notice;
        trials = new TrialSets(names);
    }

    /**
     * @param report a report
     * @param names the names of its tables and charts
     * @param keys the numbers of its keys
     * @param pictures the formats of the pictures beside the page, to link to
     * @param notice a sentence about the files, for the end of the page; empty if there is none
     * @return the page
     */
    public static String of(Report report, Names names, Keys keys, List<String> pictures, String notice) {
        return new Page(report, names, keys, pictures, notice).write();
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write() {
        head();
        out.append("<main>\n");
        beginning();
        for (int i = 0; i < report.sections().size(); i++) {
            Report.Section section = report.sections().get(i);
            out.append("<section id=\"section-").append(i + 1).append("\">\n<h2>");
            out.append(escape(section.title())).append("</h2>\n");
            section.blocks().forEach(this::block);
            out.append("</section>\n");
        }
        if (!report.about().isEmpty()) {
            out.append("<details class=\"about\"><summary>About this report</summary>\n");
            facts(report.about());
            out.append("</details>\n");
        }
        if (!notice.isEmpty()) {
            out.append("<p>").append(escape(notice)).append("</p>\n");
        }
        out.append("</main>\n<script type=\"application/json\" id=\"trial-sets\">");
        out.append(TableHtml.json(trials.document())).append("</script>\n");
        out.append("<script>").append(SCRIPT).append("</script>\n</body>\n</html>\n");
        return out.toString();
    }

    private void head() {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; ");
        out.append("style-src 'unsafe-inline'; script-src 'sha256-")
                .append(hash(SCRIPT))
                .append("'\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.append("<title>").append(escape(report.title())).append("</title>\n<style>\n");
        out.append(colours()).append(STYLES).append(Svg.styles()).append("\n</style>\n</head>\n<body>\n");
    }

    /** The variables of all colours: for light paper; for dark paper if the system or the reader asks for it, but not in print. */
    private static String colours() {
        String light = Ink.named().stream()
                .map(ink -> "--" + ink.name() + ":" + Ink.hex(ink.light()))
                .collect(Collectors.joining(";"));
        String dark = Ink.named().stream()
                .map(ink -> "--" + ink.name() + ":" + Ink.hex(ink.dark()))
                .collect(Collectors.joining(";"));
        return ":root{color-scheme:light;" + light + "}\n"
                + "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;"
                + dark
                + "}}\n@media screen{:root[data-theme=dark]{color-scheme:dark;" + dark + "}}\n";
    }

    private static String hash(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private void beginning() {
        out.append("<header>\n<button type=\"button\" id=\"theme\" hidden>Theme: system</button>\n");
        out.append("<h1>").append(escape(report.title())).append("</h1>\n");
        if (!report.question().isEmpty()) {
            out.append("<p class=\"question\">")
                    .append(escape(report.question()))
                    .append("</p>\n");
        }
        out.append("</header>\n");
        if (!report.answer().isEmpty()) {
            out.append("<section class=\"answer\" aria-label=\"Answer\">\n");
            statements(report.answer());
            out.append("</section>\n");
        }
        if (report.sections().size() > 2) {
            out.append("<nav aria-label=\"Sections\">");
            for (int i = 0; i < report.sections().size(); i++) {
                out.append("<a href=\"#section-").append(i + 1).append("\">");
                out.append(escape(report.sections().get(i).title())).append("</a> ");
            }
            out.append("</nav>\n");
        }
    }

    private void statements(List<Statement> all) {
        out.append("<ul class=\"statements\">\n");
        for (Statement statement : all) {
            switch (statement.mark()) {
                case YES -> mark("yes", "\u2713", "Yes");
                case NO -> mark("no", "\u2717", "No");
                case OPEN -> mark("open", "\u2022", "Remark");
                case WARNING -> mark("warning", "\u26A0\uFE0E", "Warning");
            }
            out.append("<span>").append(escape(statement.sentence()));
            if (!statement.source().isEmpty()) {
                out.append(" <small>").append(escape(statement.source())).append("</small>");
            }
            out.append("</span></li>\n");
        }
        out.append("</ul>\n");
    }

    private void mark(String name, String sign, String word) {
        out.append("<li class=\"").append(name).append("\"><span class=\"mark\" role=\"img\" aria-label=\"");
        out.append(word).append("\">").append(sign).append("</span>");
    }

    private void block(Block block) {
        if (block instanceof Block.Text text) {
            out.append("<p>").append(escape(text.text())).append("</p>\n");
        } else if (block instanceof Block.Statements statements) {
            statements(statements.all());
        } else if (block instanceof DataTable table) {
            new TableHtml(table, names.of(table), trials).write(out);
        } else if (block instanceof Chart chart) {
            figure(chart, names.of(chart));
        }
    }

    private void figure(Chart chart, String name) {
        String id = escape(name);
        out.append("<figure id=\"chart-").append(id).append("\">\n<h3>").append(escape(chart.title()));
        out.append("</h3>\n");
        String label = chart.title();
        out.append(Svg.element(Drawings.draw(chart, keys, Drawings.WIDE), label, id + "-wide", "chart wide"));
        out.append('\n');
        out.append(Svg.element(Drawings.draw(chart, keys, Drawings.NARROW), label, id + "-narrow", "chart narrow"));
        out.append("\n<figcaption>").append(escape(chart.caption()));
        for (String format : pictures) {
            out.append(" <a class=\"file\" href=\"pictures/")
                    .append(id)
                    .append('.')
                    .append(format)
                    .append("\">");
            out.append(format.toUpperCase(Locale.ROOT)).append("</a>");
        }
        out.append("</figcaption>\n</figure>\n");
    }

    private void facts(Map<?, ?> facts) {
        out.append("<dl>");
        facts.forEach((name, value) -> {
            out.append("<dt>").append(escape(String.valueOf(name))).append("</dt><dd>");
            fact(value);
            out.append("</dd>\n");
        });
        out.append("</dl>\n");
    }

    private void fact(Object value) {
        if (value instanceof Map<?, ?> map) {
            facts(map);
        } else if (value instanceof Iterable<?> all && !(value instanceof java.nio.file.Path)) {
            out.append("<ul>");
            for (Object one : all) {
                out.append("<li>");
                fact(one);
                out.append("</li>");
            }
            out.append("</ul>");
        } else {
            out.append(escape(String.valueOf(value)));
        }
    }
}
