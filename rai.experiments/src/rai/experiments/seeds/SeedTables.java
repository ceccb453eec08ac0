package rai.experiments.seeds;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Report.Section;
import rai.experiments.Show;
import rai.statistics.Verdict;

/** What few seeds would have said, by their number and by pair. */
final class SeedTables {
    private static final double[] NO_BAND = {};

    private SeedTables() {}

    static Section section(List<Judged> all) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(numbers(all));
        all.forEach(judged -> blocks.add(chart(judged)));
        blocks.add(pairs(all));
        return new Section("What fewer seeds would have said", blocks);
    }

    private static DataTable numbers(List<Judged> all) {
        List<List<Entry>> rows = new ArrayList<>();
        for (Judged judged : all) {
            Claims claims = judged.claims();
            List<Integer> source = claims.sourceRanking();
            for (SmallStudies small : judged.small()) {
                rows.add(List.of(
                        Entry.of(claims.network()),
                        Entry.of(small.seeds(), String.valueOf(small.seeds())),
                        Entry.of(small.studies(), (small.complete() ? "all " : "") + small.studies()),
                        Show.entry(small.best()),
                        Show.entry(small.ranked(claims.ranking())),
                        Show.entry(source.size() > 1 ? small.ranked(source) : Double.NaN),
                        Show.entry(small.inOrder()),
                        tested(small, SmallStudies::alarmed),
                        tested(small, SmallStudies::reversed),
                        tested(small, SmallStudies::rightClaims),
                        tested(small, SmallStudies::found)));
            }
        }
        return new DataTable(
                "numbers-of-seeds",
                "Shares of the choices of so many seeds; claims are those of paired t tests with p < 0.05, not"
                        + " corrected",
                List.of(
                        Show.text("network", "network"),
                        Show.number("seeds", "seeds"),
                        Show.number("choices", "choices"),
                        Show.number("best", "same best"),
                        Show.number("ranking", "same ranking"),
                        Show.number("source_ranking", "the source's ranking"),
                        Show.number("pairs_in_order", "pairs in order"),
                        Show.number("false_alarm", "a false alarm"),
                        Show.number("wrong_sign", "a wrong sign"),
                        Show.number("right_claims", "right claims"),
                        Show.number("found", "differences found")),
                rows,
                true);
    }

    /** A test needs two seeds. */
    private static Entry tested(SmallStudies small, ToDoubleFunction<SmallStudies> share) {
        return Show.entry(small.seeds() > 1 ? share.applyAsDouble(small) : Double.NaN);
    }

    private static DataTable pairs(List<Judged> all) {
        List<List<Entry>> rows = new ArrayList<>();
        for (Judged judged : all) {
            List<Verdict> verdicts = judged.verdicts();
            for (int i = 0; i < verdicts.size(); i++) {
                Verdict verdict = verdicts.get(i);
                SmallStudies three = judged.three();
                rows.add(List.of(
                        Entry.of(judged.claims().network()),
                        Entry.of(verdict.comparison().nameA()),
                        Entry.of(verdict.comparison().nameB()),
                        Show.entry(verdict.difference()),
                        Entry.of(Show.text(verdict.interval())),
                        Show.entry(verdict.corrected()),
                        Entry.of(Claims.isShown(verdict) ? "shown" : "not shown"),
                        Show.entry(three.claimed(i, SmallStudies.LEVEL)),
                        Show.entry(three.wrong(i)),
                        Show.entry(judged.powerOfThree(i)),
                        seeds(judged.neededAlone(i)),
                        seeds(verdict.needed())));
            }
        }
        return new DataTable(
                "pairs",
                "Each pair by all seeds, and by three: differences of means, and the seeds that a power of 0.8 needs at"
                        + " the observed difference and spread, for the pair alone and among all pairs",
                List.of(
                        Show.text("network", "network"),
                        Show.text("a", "a"),
                        Show.text("b", "b"),
                        Show.number("difference", "a - b"),
                        Show.text("interval", "95 % interval"),
                        Show.number("p_holm", "p, corrected"),
                        Show.text("shown", "all seeds"),
                        Show.number("claimed", "three seeds claim one"),
                        Show.number("wrong", "in the wrong direction"),
                        Show.number("power", "power of three seeds"),
                        Show.number("needed_alone", "seeds needed, alone"),
                        Show.number("needed", "seeds needed, corrected")),
                rows,
                false);
    }

    private static Entry seeds(OptionalInt needed) {
        return needed.isPresent()
                ? Entry.of(needed.getAsInt(), String.valueOf(needed.getAsInt()))
                : Show.entry(Double.NaN);
    }

    private static Chart chart(Judged judged) {
        Claims claims = judged.claims();
        List<SmallStudies> small = judged.small();
        return new Chart.Lines(
                "growth-" + claims.name(),
                "What so many seeds say, judged by " + claims.seeds() + ": " + claims.network() + ", "
                        + claims.metric(),
                "Shares of the choices of so many seeds. Right claims: of all differences with p < 0.05, not corrected,"
                        + " those that all seeds show in the same direction after Holm's correction.",
                Chart.Axis.of("seeds").logarithmic(),
                Chart.Axis.of("share"),
                List.of(
                        line("same best", small, SmallStudies::best),
                        line("same ranking", small, studies -> studies.ranked(claims.ranking())),
                        line("pairs in order", small, SmallStudies::inOrder),
                        line(
                                "right claims",
                                small.stream()
                                        .filter(studies -> studies.seeds() > 1)
                                        .toList(),
                                SmallStudies::rightClaims)));
    }

    private static Chart.Line line(String label, List<SmallStudies> small, ToDoubleFunction<SmallStudies> share) {
        return new Chart.Line(
                label,
                label,
                small.stream().mapToDouble(SmallStudies::seeds).toArray(),
                small.stream().mapToDouble(share).toArray(),
                NO_BAND,
                NO_BAND,
                List.of());
    }
}
