package rai.core.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Table;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** Says that values are missing, and what can be done about it. */
final class Gaps {
    private Gaps() {}

    static SpecException refused(Table table, Column column, int first, int gaps) {
        return new DataException(table.where(first) + ", column '" + column.name() + "': the value is missing"
                + (column.gap().isEmpty() ? "" : " ('" + column.gap() + "')")
                + (gaps == 1 ? "" : ", as in " + gaps + " of " + column.rows() + " rows")
                + ": say what to do with --missing (drop-row, mean, median, constant), or leave the column out with"
                + " " + setting(table, "drop", column));
    }

    /** How a setting of the table is given, such as {@code csv(file=people.csv, drop=age)}. */
    static String setting(Table table, String setting, Column column) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("file", table.origin());
        settings.put(setting, column.name());
        return new Spec("csv", List.of(), settings).toString();
    }

    /** @return how many values of a column are missing */
    static int count(Column column) {
        int gaps = 0;
        for (int i = 0; i < column.rows(); i++) {
            gaps += column.isMissing(i) ? 1 : 0;
        }
        return gaps;
    }
}
