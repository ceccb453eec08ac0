package rai.core.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rai.api.data.Column;
import rai.api.data.Dataset;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.api.spec.Settings;
import rai.core.data.PreparedColumn.Kind;

/** What was read, and what became of it: rows, features, classes with counts, what was encoded, filled and dropped. */
final class ReadReport {
    private ReadReport() {}

    /**
     * @param table the training rows as they were read
     * @param preparation what was learnt from them
     * @param data the same rows, prepared
     * @param others the other data by name, such as {@code test}
     * @return a document
     */
    static Map<String, Object> of(
            Table table, Preparation preparation, Dataset data, Map<String, Optional<Dataset>> others) {
        Map<String, Object> read = new LinkedHashMap<>();
        read.put("rows", (long) data.examples());
        others.forEach((name, other) -> other.ifPresent(part -> read.put(name + "_rows", (long) part.examples())));
        if (table.rows() > data.examples()) {
            read.put("dropped_rows", (long) (table.rows() - data.examples()));
        }
        read.put("columns", (long) preparation.columns().size());
        read.put("inputs", (long) data.inputs());
        read.put("targets", preparation.targets());
        if (data.task() != Task.REGRESSION) {
            read.put("classes", counts(data));
        }
        Map<String, Object> encoded = new LinkedHashMap<>();
        Map<String, Object> filled = new LinkedHashMap<>();
        for (PreparedColumn column : preparation.columns()) {
            if (column.kind() != Kind.NUMBER) {
                encoded.put(
                        column.name(),
                        column.kind() == Kind.ONE_HOT
                                ? "one-hot of " + column.features().size()
                                : "0 to " + (column.categories().size() - 1));
            }
            int gaps = column.fill().isEmpty() ? 0 : Gaps.count(given(table, column));
            if (gaps > 0) {
                filled.put(column.name(), gaps + " with " + shown(column));
            }
        }
        Map<String, Object> scaled = new LinkedHashMap<>();
        for (PreparedColumn column : preparation.columns()) {
            column.scale()
                    .ifPresent(scale -> scaled.merge(
                            scale.kind().name().toLowerCase(Locale.ROOT),
                            column.name(),
                            (names, name) -> names + " " + name));
        }
        if (!scaled.isEmpty()) {
            read.put("scaled", scaled);
        }
        if (!encoded.isEmpty()) {
            read.put("encoded", encoded);
        }
        if (!filled.isEmpty()) {
            read.put("filled", filled);
        }
        return read;
    }

    /** A number in six digits; all of them are in the preparation. */
    private static String shown(PreparedColumn column) {
        String fill = column.fill().orElseThrow();
        return column.kind() == Kind.NUMBER
                ? Settings.number(new BigDecimal(fill).round(new MathContext(6)).doubleValue())
                : fill;
    }

    private static Column given(Table table, PreparedColumn column) {
        return table.column(column.name()).orElseThrow();
    }

    /** @return the rows of each class */
    static Map<String, Object> counts(Dataset data) {
        long[] counts = new long[data.classNames().size()];
        for (int number : data.targets().toIntVector()) {
            counts[number]++;
        }
        Map<String, Object> classes = new LinkedHashMap<>();
        List<String> names = data.classNames();
        for (int i = 0; i < counts.length; i++) {
            classes.put(names.get(i), counts[i]);
        }
        return classes;
    }
}
