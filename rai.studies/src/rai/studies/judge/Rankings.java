package rai.studies.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.statistics.Friedman;
import rai.statistics.Nemenyi;

/** The levels of a factor ranked in each block: Friedman's test by Iman and Davenport, and the diagram of Nemenyi's test. */
final class Rankings {
    private static final double ALPHA = 0.05;
    /** From so many cells of the other factors on, each cell is a data set; with fewer, each seed of a cell is. */
    private static final int ENOUGH_CELLS = 5;

    private static final int FEWEST_LEVELS = 3;

    private Rankings() {}

    /** Of each cell of the other factors by itself, over its seeds; or of all together, if there are enough to be data sets. */
    static List<Block> of(Question question, Blocks blocks) {
        List<Map<String, String>> cells = blocks.distinctRows();
        if (cells.size() >= ENOUGH_CELLS) {
            return of(question, blocks.means().complete(), "", Show.count(cells.size(), "cell"));
        }
        List<Block> parts = new ArrayList<>();
        for (Map<String, String> cell : cells) {
            Blocks of = blocks.in(cell).complete();
            parts.addAll(of(question, of, Blocks.words(cell), question.trials(of.count())));
        }
        return parts;
    }

    private static List<Block> of(Question question, Blocks ranked, String where, String over) {
        if (ranked.levels().size() < FEWEST_LEVELS || ranked.count() < 2) {
            return List.of();
        }
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
        String with = where.isEmpty() ? "" : "With " + where + ": ";
        String text = with + "average ranks over " + over + ", 1 is best: " + best
                + ". Friedman's test by Iman and Davenport: F = " + Show.number(friedman.f()) + " (" + (k - 1) + " and "
                + (k - 1) * (n - 1) + " degrees of freedom), p " + equal(friedman.fP()) + ". "
                + (friedman.fP() <= ALPHA
                        ? "Ranks differ if they are " + Show.number(difference) + " apart (Nemenyi, 0.05)."
                        : "So no difference in ranks is shown.");
        Block chart = new Chart.CriticalDifference(
                "ranks" + (where.isEmpty() ? "" : "-" + where.replaceAll("[^A-Za-z0-9.]+", "-")),
                "Average ranks in " + Show.metric(question.metric()) + (where.isEmpty() ? "" : ", " + where),
                "A bar joins those that do not differ by Nemenyi's test at 0.05 over " + over
                        + "; the critical difference is " + Show.number(difference) + ".",
                ranked.levels(),
                friedman.averageRanks().stream().mapToDouble(rank -> rank).toArray(),
                difference,
                Nemenyi.cliques(friedman.averageRanks(), difference));
        return List.of(new Block.Text(Show.title(text)), chart);
    }

    private static String equal(double p) {
        String text = Show.p(p);
        return text.startsWith("<") ? text : "= " + text;
    }
}
