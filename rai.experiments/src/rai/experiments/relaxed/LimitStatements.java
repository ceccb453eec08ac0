package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.report.Statement;
import rai.experiments.Findings;
import rai.experiments.Show;
import rai.statistics.Intervals;

/** Whether RAI has here what its source reports, and which methods have which limit. */
final class LimitStatements {
    /** The source has 101 weight layers. */
    private static final int DEEP = 100;

    private LimitStatements() {}

    /** A limit, and the methods by its verdict. */
    static Statement of(Limit limit, LimitCells cells) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        for (String method : cells.methods()) {
            methods.computeIfAbsent(limit.of(cells, method).text(), verdict -> new ArrayList<>())
                    .add(method);
        }
        List<String> said = new ArrayList<>();
        methods.forEach((verdict, of) -> said.add(verdict + ": " + String.join(", ", of)));
        return Statement.remark(limit.question() + "? " + String.join("; ", said) + ".");
    }

    /** What the source says of RAI itself, as it trains it. */
    static List<Statement> source(LimitCells cells, LimitNetworks networks) {
        List<Statement> statements = new ArrayList<>();
        if (!cells.depths(Limits.RAI).contains(DEEP)) {
            return statements;
        }
        Column relu = cells.of(Limits.RAI, DEEP, LimitCells.RELU);
        double[] undefined = networks.undefined(relu);
        if (undefined.length > 0) {
            statements.add(Findings.verdict(
                    Arrays.stream(undefined).anyMatch(share -> share > 0),
                    "RAI, 100 hidden layers of relu: share of the cells of [-3, 3]² that are not a number",
                    "more than 0",
                    Column.spread(undefined) + seeds(undefined.length),
                    Limits.SOURCE));
        }
        List<Column> choices = MapsLimit.choices(cells, Limits.RAI, "");
        if (choices.size() > 1) {
            long trained = choices.stream().filter(LimitCells::isTrained).count();
            statements.add(Findings.verdict(
                    trained > 0 && trained < choices.size(),
                    "RAI, 100 hidden layers of sigmoids: choices of relaxed maps with a mean test accuracy of more"
                            + " than "
                            + Column.TRAINED,
                    "some of " + choices.size() + ", not all",
                    trained + " of " + choices.size(),
                    Limits.SOURCE));
        }
        double[] more = new BoundaryLimit(networks).differences(cells, Limits.RAI, LimitCells.SIGMOID);
        if (more.length > 1) {
            statements.add(Findings.verdict(
                    Intervals.t(more, 0.95).low() > 0,
                    "RAI, 100 hidden layers of sigmoids: share of [-3, 3]² on which the networks of two seeds disagree,"
                            + " minus that of backprop",
                    "more than 0",
                    Show.mean(more),
                    Limits.SOURCE));
        }
        return statements;
    }

    private static String seeds(int number) {
        return number == 1 ? " (1 seed)" : " (" + number + " seeds)";
    }
}
