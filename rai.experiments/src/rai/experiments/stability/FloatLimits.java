package rai.experiments.stability;

import java.util.ArrayList;
import java.util.List;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.experiments.Findings;
import rai.experiments.Show;

/** Underflow, overflow and absorption, computed in formats of different width. */
final class FloatLimits {
    private static final String TINY = "1e-10000";
    private static final double BIG = 1e250;
    private static final double SMALL = 1e-250;

    private FloatLimits() {}

    static Statement verdict() {
        double tiny = Double.parseDouble(TINY);
        double overflow = BIG * BIG;
        double underflow = SMALL * SMALL;
        double absorbed = BIG + SMALL - BIG;
        return Findings.verdict(
                tiny == 0 && overflow == Double.POSITIVE_INFINITY && underflow == 0 && absorbed == 0,
                "float64: " + TINY + "; 1e250 * 1e250; 1e-250 * 1e-250; 1e250 + 1e-250 - 1e250",
                "0; inf; 0; 0",
                String.join(
                        "; ", Show.number(tiny), Show.number(overflow), Show.number(underflow), Show.number(absorbed)),
                Stability.SOURCE);
    }

    static Section section() {
        List<List<Entry>> rows = new ArrayList<>();
        for (Format format : Format.values()) {
            double big = format.round(BIG);
            double small = format.round(SMALL);
            List<Entry> row = new ArrayList<>();
            row.add(Entry.of(format.label()));
            for (double value : new double[] {
                format.round(Double.parseDouble(TINY)),
                format.product(big, big),
                format.product(small, small),
                format.product(big, small),
                format.sum(format.sum(big, small), -big),
                format.smallestPositive(),
                format.largestFinite(),
                format.epsilon(),
                format.absorbsOne()
            }) {
                row.add(Show.entry(value));
            }
            rows.add(row);
        }
        return new Section(
                "Limits of floating-point numbers",
                List.of(new DataTable(
                        "limits",
                        "Sums and products, and limits that were found by halving and doubling; - is not a number",
                        List.of(
                                Show.text("format", "format"),
                                Show.number("tiny", TINY),
                                Show.number("big_product", "1e250 * 1e250"),
                                Show.number("small_product", "1e-250 * 1e-250"),
                                Show.number("mixed_product", "1e250 * 1e-250"),
                                Show.number("absorbed", "1e250 + 1e-250 - 1e250"),
                                Show.number("smallest", "smallest positive"),
                                Show.number("largest", "largest finite"),
                                Show.number("epsilon", "spacing at 1"),
                                Show.number("absorbs_one", "absorbs 1 from")),
                        rows,
                        false)));
    }
}
