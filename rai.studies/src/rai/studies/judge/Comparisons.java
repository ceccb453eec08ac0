package rai.studies.judge;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;
import rai.statistics.Comparison;
import rai.statistics.Effect;
import rai.statistics.Paired;
import rai.statistics.Rules;
import rai.statistics.Verdict;
import rai.statistics.WinTieLoss;
import rai.statistics.Zeros;

/**
 * The levels of a factor compared in pairs, block by block. All p-values of the family are corrected together by Holm's method, and
 * nothing is called better without them.
 */
final class Comparisons {
    /** With more, sentences that show nothing become one. */
    private static final int MOST_SENTENCES = 4;
    /** With fewer, a test can't decide anything. */
    static final int FEWEST_BLOCKS = 2;

    private final Question question;
    private final Blocks blocks;
    private final List<Pair> pairs;
    /** How many comparisons lack values of some seeds that were trained on both sides. */
    private final int lacking;
    /** How many comparisons have a side of which some seeds were not trained. */
    private final int uneven;

    /**
     * Two levels compared.
     *
     * @param where the levels of all other factors; empty if there is none
     * @param verdict what was shown
     */
    private record Pair(String where, Verdict verdict) {}

    private Comparisons(Question question, Blocks blocks, List<Pair> pairs, int lacking, int uneven) {
        this.question = question;
        this.blocks = blocks;
        this.pairs = pairs;
        this.lacking = lacking;
        this.uneven = uneven;
    }

    static Optional<Comparisons> of(Question question, List<Outcome> outcomes) {
        if (question.compare().isEmpty()) {
            return Optional.empty();
        }
        Question.Contrast contrast = question.compare().get();
        Blocks blocks = Blocks.of(question, contrast.axis(), outcomes);
        List<String> where = new ArrayList<>();
        List<Comparison> family = new ArrayList<>();
        int lacking = 0;
        int uneven = 0;
        for (Map<String, String> row : blocks.distinctRows()) {
            Blocks of = blocks.in(row);
            for (int[] pair : pairs(of.levels(), contrast.baseline())) {
                double[][] values = of.pair(pair[0], pair[1]);
                lacking += of.lacksValues(pair[0], pair[1]) ? 1 : 0;
                uneven += of.isUneven(pair[0], pair[1]) ? 1 : 0;
                if (values[0].length >= FEWEST_BLOCKS) {
                    where.add(Blocks.words(row));
                    family.add(
                            new Comparison(of.levels().get(pair[0]), of.levels().get(pair[1]), values[0], values[1]));
                }
            }
        }
        if (family.isEmpty()) {
            return Optional.empty();
        }
        List<Verdict> verdicts = Verdict.of(family, rules(question));
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            pairs.add(new Pair(where.get(i), verdicts.get(i)));
        }
        return Optional.of(new Comparisons(question, blocks, pairs, lacking, uneven));
    }

    private static Rules rules(Question question) {
        Rules seeds = Rules.of(question.larger());
        return new Rules(
                seeds.higherIsBetter(),
                seeds.test(),
                question.overlap(),
                seeds.alpha(),
                seeds.power(),
                question.hasFolds() ? "trials" : "seeds");
    }

    private static List<int[]> pairs(List<String> levels, Optional<String> baseline) {
        List<int[]> pairs = new ArrayList<>();
        for (int a = 0; a < levels.size(); a++) {
            for (int b = 0; b < levels.size(); b++) {
                boolean wanted = baseline.isEmpty() ? a < b : levels.get(b).equals(baseline.get()) && a != b;
                if (wanted) {
                    pairs.add(new int[] {a, b});
                }
            }
        }
        return pairs;
    }

    /** What was shown, then what was not. */
    List<Statement> sentences() {
        List<Statement> sentences = new ArrayList<>();
        List<Statement> open = new ArrayList<>();
        String metric = Show.metric(question.metric());
        for (Pair pair : pairs) {
            boolean shown = pair.verdict().outcome() != rai.statistics.Outcome.NO_DIFFERENCE_SHOWN;
            String where = pair.where().isEmpty() ? "" : "With " + pair.where() + ": ";
            String sentence = pair.verdict().sentence(metric);
            String text = where.isEmpty() || shown
                    ? where + sentence
                    : where + Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
            (shown ? sentences : open).add(new Statement(shown ? Mark.YES : Mark.OPEN, text, ""));
        }
        if (open.size() <= MOST_SENTENCES) {
            sentences.addAll(open);
        } else {
            sentences.add(Statement.remark(nothingShown(open.size())));
        }
        if (lacking > 0) {
            sentences.add(Statement.warning(Show.count(lacking, "comparison") + " " + (lacking == 1 ? "lacks" : "lack")
                    + " the values of some seeds, because trials failed or have no " + Show.metric(question.metric())
                    + "; only seeds with both values count."));
        }
        if (uneven > 0) {
            sentences.add(Statement.remark("In " + Show.count(uneven, "comparison")
                    + (uneven == 1 ? ", one side has" : ", one side each has")
                    + " fewer seeds than the other; only the seeds that both have are compared."));
        }
        return sentences;
    }

    /** Many comparisons that show nothing, in one sentence. */
    private String nothingShown(int number) {
        IntSummaryStatistics seeds = pairs.stream()
                .map(Pair::verdict)
                .filter(verdict -> verdict.outcome() == rai.statistics.Outcome.NO_DIFFERENCE_SHOWN)
                .mapToInt(Verdict::n)
                .summaryStatistics();
        OptionalInt needed = pairs.stream()
                .map(Pair::verdict)
                .filter(verdict -> verdict.outcome() == rai.statistics.Outcome.NO_DIFFERENCE_SHOWN)
                .flatMapToInt(verdict -> verdict.needed().stream())
                .min();
        return "No difference shown in " + (number == pairs.size() ? "any" : number) + " of "
                + Show.count(pairs.size(), "comparison") + " in " + Show.metric(question.metric()) + " (n = "
                + (seeds.getMin() == seeds.getMax() ? "" : seeds.getMin() + " to ") + seeds.getMax()
                + needed.stream()
                        .mapToObj(n -> "; the first would show with " + n + " seeds")
                        .findFirst()
                        .orElse("")
                + ")." + (hasTable() ? " The report has each of them, in comparisons.csv." : "");
    }

    private boolean hasTable() {
        return question.wants("comparisons") || question.wants("table");
    }

    Section section() {
        List<Block> parts = new ArrayList<>();
        if (hasTable()) {
            parts.add(table());
        }
        if (question.wants("forest")) {
            parts.add(forest());
        }
        if (question.wants("ranks")) {
            parts.addAll(Rankings.of(question, blocks));
        }
        return new Section("Comparisons", parts);
    }

    private DataTable table() {
        List<Column> columns = new ArrayList<>();
        boolean places = pairs.stream().anyMatch(pair -> !pair.where().isEmpty());
        if (places) {
            columns.add(new Column("where", "with", Kind.TEXT));
        }
        columns.add(new Column("a", "a", Kind.TEXT));
        columns.add(new Column("b", "b", Kind.TEXT));
        for (String[] number : new String[][] {
            {"n", "n"},
            {"difference", "a - b"},
            {"low", "95 % from"},
            {"high", "to"},
            {"p", "p (paired t)"},
            {"p_holm", "p, corrected"},
            {"p_wilcoxon", "p (Wilcoxon)"},
            {"p_sign", "p (sign)"},
            {"cliffs_delta", "Cliff's delta"},
            {"a12", "A12"},
            {"wins", "wins"},
            {"ties", "ties"},
            {"losses", "losses"},
            {"seeds_needed", "seeds to show it"}
        }) {
            columns.add(new Column(number[0], number[1], Kind.NUMBER));
        }
        columns.add(new Column("verdict", "verdict", Kind.TEXT));
        List<List<Entry>> rows = pairs.stream().map(pair -> row(pair, places)).toList();
        return new DataTable(
                "comparisons",
                "Differences in " + Show.metric(question.metric())
                        + ", paired by " + (question.hasFolds() ? "seed and fold" : "seed")
                        + (question.overlap() > 0 ? ", corrected for overlapping training rows" : "")
                        + "; p corrected by Holm's method for "
                        + Show.count(pairs.size(), "comparison"),
                columns,
                rows,
                false);
    }

    private List<Entry> row(Pair pair, boolean places) {
        Verdict verdict = pair.verdict();
        Comparison of = verdict.comparison();
        List<Entry> row = new ArrayList<>();
        if (places) {
            row.add(Entry.of(pair.where()));
        }
        row.add(Entry.of(of.nameA()));
        row.add(Entry.of(of.nameB()));
        row.add(Entry.of(verdict.n(), String.valueOf(verdict.n())));
        double width = verdict.interval().high() - verdict.interval().low();
        row.add(Show.entry(verdict.difference(), width, List.of()));
        row.add(Show.entry(verdict.interval().low(), width, List.of()));
        row.add(Show.entry(verdict.interval().high(), width, List.of()));
        row.add(p(verdict.result().p()));
        row.add(p(verdict.corrected()));
        row.add(p(Paired.wilcoxon(of.a(), of.b(), Zeros.WILCOXON).p()));
        row.add(p(Paired.sign(of.a(), of.b()).p()));
        row.add(Show.entry(verdict.delta()));
        row.add(Show.entry(Effect.a12(of.a(), of.b())));
        WinTieLoss record = WinTieLoss.of(of.a(), of.b(), question.larger(), 0);
        for (int count : new int[] {record.wins(), record.ties(), record.losses()}) {
            row.add(Entry.of(count, String.valueOf(count)));
        }
        row.add(
                verdict.needed().isPresent()
                        ? Entry.of(
                                verdict.needed().getAsInt(),
                                String.valueOf(verdict.needed().getAsInt()))
                        : new Entry(null, "-", List.of()));
        row.add(Entry.of(
                switch (verdict.outcome()) {
                    case BETTER -> of.nameA() + " better";
                    case WORSE -> of.nameB() + " better";
                    case NO_DIFFERENCE_SHOWN -> "no difference shown";
                }));
        return row;
    }

    private static Entry p(double p) {
        return new Entry(Double.isFinite(p) ? p : null, Show.p(p), List.of());
    }

    private Chart forest() {
        List<Chart.Difference> rows = new ArrayList<>();
        for (Pair pair : pairs) {
            Verdict verdict = pair.verdict();
            Comparison of = verdict.comparison();
            rows.add(new Chart.Difference(
                    of.nameA() + " - " + of.nameB() + (pair.where().isEmpty() ? "" : " (" + pair.where() + ")"),
                    of.nameA(),
                    verdict.difference(),
                    verdict.interval().low(),
                    verdict.interval().high(),
                    "p " + Show.p(verdict.corrected())));
        }
        return new Chart.Forest(
                "differences",
                "Differences in " + Show.metric(question.metric()),
                "The mean paired difference with its 95 % interval, each by itself; p is corrected for all"
                        + " comparisons.",
                Chart.Axis.of("difference in " + Show.metric(question.metric())),
                rows);
    }
}
