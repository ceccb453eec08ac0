package rai.studies.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.statistics.Friedman;
import rai.statistics.Nemenyi;

/** The levels of a factor ranked in each block: Friedman's test by Iman and Davenport, and the diagram of Nemenyi's test. */
final class Rankings {
    private static final double ALPHA = 0.05;
    /** From so many cells of the other factors on, each cell is a data set; with fewer, each seed is. */
    private static final int ENOUGH_CELLS = 5;

    private Rankings() {}

    static List<Block> of(Question question, Blocks blocks) {
        boolean cells = blocks.distinctRows().size() >= ENOUGH_CELLS;
        Blocks ranked = cells ? blocks.means() : blocks;
        Friedman friedman = Friedman.of(ranked.byBlock(), question.larger());
        int k = friedman.treatments();
        int n = friedman.datasets();
        double difference = Nemenyi.criticalDifference(ALPHA, k, n);
        String best = IntStream.range(0, k)
                .boxed()
                .sorted(Comparator.comparing(friedman.averageRanks()::get))
                .map(i -> ranked.levels().get(i) + " "
                        + Show.number(friedman.averageRanks().get(i)))
                .collect(Collectors.joining(", "));
        List<Block> parts = new ArrayList<>();
        parts.add(new Block.Text("Average ranks over " + n + (cells ? " cells" : " seeds") + ", 1 is best: " + best
                + ". Friedman's test by Iman and Davenport: F = " + Show.number(friedman.f()) + " (" + (k - 1) + " and "
                + (k - 1) * (n - 1) + " degrees of freedom), p " + equal(friedman.fP()) + ". "
                + (friedman.fP() <= ALPHA
                        ? "Ranks differ if they are " + Show.number(difference) + " apart (Nemenyi, 0.05)."
                        : "So no difference in ranks is shown.")));
        parts.add(new Chart.CriticalDifference(
                "ranks",
                "Average ranks in " + Show.metric(question.metric()),
                "A bar joins those that do not differ by Nemenyi's test at 0.05 over " + n
                        + (cells ? " cells" : " seeds") + "; the critical difference is " + Show.number(difference)
                        + ".",
                ranked.levels(),
                friedman.averageRanks().stream().mapToDouble(rank -> rank).toArray(),
                difference,
                Nemenyi.cliques(friedman.averageRanks(), difference)));
        return parts;
    }

    private static String equal(double p) {
        String text = Show.p(p);
        return text.startsWith("<") ? text : "= " + text;
    }
}
