package rai.studies.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.Report.Section;
import rai.api.study.Outcome;
import rai.statistics.FewSeeds;

/** What a study of three seeds would have said: three of the seeds are drawn again and again. */
final class SeedsNeeded {
    private static final int FEW = 3;
    private static final int DRAWS = 10_000;

    private SeedsNeeded() {}

    static Optional<Section> section(Question question, List<Outcome> outcomes) {
        if (question.compare().isEmpty() || question.hasFolds() || !question.wants("few-seeds")) {
            return Optional.empty();
        }
        Blocks all = Blocks.of(question, question.compare().get().axis(), outcomes);
        List<Block> parts = new ArrayList<>();
        for (var row : all.distinctRows()) {
            Blocks blocks = all.in(row).complete();
            if (blocks.levels().size() > 1 && blocks.count() > FEW) {
                add(question, Blocks.words(row), blocks, parts);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Section("What three seeds would have said", parts));
    }

    private static void add(Question question, String where, Blocks blocks, List<Block> parts) {
        FewSeeds few = FewSeeds.paired(blocks.values(), FEW, question.larger(), DRAWS, 0);
        int winner = best(blocks, question.larger());
        int likely = IntStream.range(0, few.first().size())
                .boxed()
                .max(java.util.Comparator.comparing(few.first()::get))
                .orElseThrow();
        String name = blocks.levels().get(winner);
        parts.add(new Block.Text((where.isEmpty() ? "" : "With " + where + ": ") + "over all " + blocks.count()
                + " seeds, " + name + " has the best mean. Of studies with " + FEW + " of these seeds, "
                + percent(few.first().get(winner)) + " would have named it"
                + (likely == winner
                        ? "."
                        : ", and " + percent(few.first().get(likely)) + " "
                                + blocks.levels().get(likely) + ".")));
        parts.add(new Chart.Bars(
                "three-seeds" + (where.isEmpty() ? "" : "-" + where.replaceAll("[^A-Za-z0-9.]+", "-")),
                "Which would have been called the best by three seeds" + (where.isEmpty() ? "" : ", " + where),
                "The share of all choices of three of the " + blocks.count() + " seeds in which it has the best mean "
                        + Show.metric(question.metric()) + ".",
                Chart.Axis.of("share of the choices"),
                blocks.levels(),
                List.of(new Chart.Series(
                        "best of three seeds",
                        "best of three seeds",
                        few.first().stream().mapToDouble(share -> share).toArray()))));
    }

    private static int best(Blocks blocks, boolean larger) {
        int best = 0;
        double of = mean(blocks, 0);
        for (int i = 1; i < blocks.levels().size(); i++) {
            double mean = mean(blocks, i);
            if (larger ? mean > of : mean < of) {
                best = i;
                of = mean;
            }
        }
        return best;
    }

    private static double mean(Blocks blocks, int level) {
        return Arrays.stream(blocks.values()[level]).average().orElse(Double.NaN);
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
