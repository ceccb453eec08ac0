package rai.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import rai.api.data.Cell;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Table;
import rai.api.run.DataOptions;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.data.PreparedColumn.Kind;

/** Learns from the training rows how the columns become features. */
final class ColumnLearner {
    static final String MISSING = "--missing";
    static final String ENCODE = "--encode";
    private static final String ERROR = "error";
    private static final String DROP_ROW = "drop-row";
    private static final String CONSTANT = "constant";
    private static final String INDICATOR = "indicator";
    private static final String VALUE = "value";
    private static final String LIMIT = "limit";
    private static final long USUAL_LIMIT = 50;
    /** 2024-05-01, 2024-05-01T12:00, 2024/05/01, 01.05.2024, 5/1/24, with a time or without. */
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4}([-/.])\\d{1,2}\\2\\d{1,2}|\\d{1,2}([-/.])\\d{1,2}\\3(\\d{4}|\\d{2}))([T ]\\d{1,2}:\\d{2}.*)?");

    private final Table table;
    private final ColumnRules missing;
    private final ColumnRules encode;
    private final boolean unseenIsOther;
    private final Scaling scaling;

    /**
     * @param table the training rows
     * @param options what the user has asked for
     * @throws DataException if an option is not understood, or names a column that does not exist
     */
    ColumnLearner(Table table, DataOptions options) {
        this.table = table;
        missing = missing(options);
        encode = encode(options);
        unseenIsOther = isOther(options);
        scaling = Scaling.of(options);
        List<String> names =
                table.columns(Column.Role.FEATURE).stream().map(Column::name).toList();
        missing.requireColumns(MISSING, names);
        encode.requireColumns(ENCODE, names);
        scaling.requireColumns(names);
    }

    /**
     * Reads the options without data.
     *
     * @throws DataException if one is not understood
     */
    static void check(DataOptions options) {
        missing(options);
        encode(options);
        isOther(options);
        Scaling.of(options);
    }

    private static ColumnRules missing(DataOptions options) {
        return ColumnRules.parse(
                MISSING,
                options.missing(),
                ERROR,
                Map.of(
                        ERROR,
                        Set.of(),
                        DROP_ROW,
                        Set.of(),
                        "mean",
                        Set.of(INDICATOR),
                        "median",
                        Set.of(INDICATOR),
                        CONSTANT,
                        Set.of(INDICATOR, VALUE)));
    }

    private static ColumnRules encode(DataOptions options) {
        return ColumnRules.parse(
                ENCODE,
                options.encode(),
                "one-hot",
                Map.of("one-hot", Set.of(LIMIT), "ordinal", Set.of("order"), ERROR, Set.of()));
    }

    private static boolean isOther(DataOptions options) {
        if (!options.unseen().equals(ERROR) && !options.unseen().equals("other")) {
            throw new SpecException("--unseen is error or other, not '" + options.unseen() + "'");
        }
        return options.unseen().equals("other");
    }

    /** @return whether rows with a missing value in this column are dropped */
    boolean dropsRows(String column) {
        return missing.of(column).name().equals(DROP_ROW);
    }

    /** @return how a column of the training rows becomes features */
    PreparedColumn learn(Column column) {
        int gaps = 0;
        int first = -1;
        for (int i = 0; i < column.rows(); i++) {
            if (column.isMissing(i)) {
                gaps++;
                first = first < 0 ? i : first;
            }
        }
        Spec rule = missing.of(column.name());
        if (gaps > 0 && rule.name().equals(ERROR)) {
            throw Gaps.refused(table, column, first, gaps);
        }
        if (gaps == column.rows()) {
            throw new DataException("the column '" + column.name() + "' of " + table.origin()
                    + " has no value at all: leave it out with drop=" + column.name());
        }
        boolean indicator = gaps > 0 && flag(rule);
        return column.isText() ? text(column, rule, indicator) : number(column, rule, indicator);
    }

    private static boolean flag(Spec rule) {
        String value = rule.settings().getOrDefault(INDICATOR, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new SpecException(MISSING + " " + rule.name() + ": indicator is true or false, not '" + value + "'");
        }
        return value.equals("true");
    }

    private PreparedColumn number(Column column, Spec rule, boolean indicator) {
        Optional<Double> fill =
                switch (rule.name()) {
                    case "mean" -> Optional.of(mean(column));
                    case "median" -> Optional.of(median(column));
                    case CONSTANT -> Optional.of(constant(column, rule));
                    default -> Optional.empty();
                };
        return new PreparedColumn(
                column.name(),
                Kind.NUMBER,
                fill.map(value -> Double.toString(value)),
                indicator,
                List.of(),
                false,
                scaling.isPlain() ? Optional.empty() : scaling.of(column.name(), values(column)));
    }

    private static double[] values(Column column) {
        return IntStream.range(0, column.rows())
                .mapToDouble(column::number)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    /** By steps, so that no sum can overflow. */
    private static double mean(Column column) {
        double mean = 0;
        long n = 0;
        for (double value : values(column)) {
            n++;
            mean += value / n - mean / n;
        }
        return mean;
    }

    private static double median(Column column) {
        double[] values = values(column);
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : values[half - 1] / 2 + values[half] / 2;
    }

    private static double constant(Column column, Spec rule) {
        String text = rule.settings().getOrDefault(VALUE, "0");
        double value = Cell.number(text);
        if (!Double.isFinite(value)) {
            throw new SpecException(MISSING + ": the column '" + column.name() + "' holds numbers, so '" + text
                    + "' can't replace a missing value in it");
        }
        return value;
    }

    private PreparedColumn text(Column column, Spec rule, boolean indicator) {
        Map<String, Integer> counts = counts(column);
        Spec encoding = encode.of(column.name());
        if (encoding.name().equals(ERROR)) {
            int row = firstText(column);
            throw new DataException(
                    place(column, row) + "'" + column.text(row) + "' is not a number: leave the column out" + " with "
                            + Gaps.setting(table, "drop", column) + ", or allow texts with --encode one-hot");
        }
        requireCategories(column, counts);
        Optional<String> fill = Optional.empty();
        if (rule.name().equals(CONSTANT)) {
            fill = Optional.of(rule.settings().getOrDefault(VALUE, "missing"));
            counts.putIfAbsent(fill.get(), 0);
        } else if (rule.name().equals("mean") || rule.name().equals("median")) {
            fill = counts.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .map(Map.Entry::getKey);
        }
        return encoding.name().equals("ordinal")
                ? ordinal(column, encoding, fill, indicator, counts)
                : oneHot(column, encoding, fill, indicator, counts);
    }

    private static Map<String, Integer> counts(Column column) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < column.rows(); i++) {
            if (!column.isMissing(i)) {
                counts.merge(column.text(i), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static int firstText(Column column) {
        return IntStream.range(0, column.rows())
                .filter(i -> !column.isMissing(i) && Double.isNaN(column.number(i)))
                .findFirst()
                .orElse(0);
    }

    private String place(Column column, int row) {
        return table.where(row) + ", column '" + column.name() + "': ";
    }

    /** A column of numbers with a slip of the pen, or written in another way, must not become categories, nor dates. */
    private void requireCategories(Column column, Map<String, Integer> counts) {
        if (column.holdsCategories()) {
            return;
        }
        long numbers = counts.keySet().stream().filter(Cell::isNumber).count();
        long unreadable =
                counts.keySet().stream().filter(Cell::isUnreadableNumber).count();
        boolean asked = encode.ofColumns().containsKey(column.name());
        int row = firstText(column);
        String text = column.text(row);
        if (!asked && unreadable > 0 && numbers + unreadable == counts.size()) {
            throw new DataException(place(column, row) + "'" + text + "' looks like a number, but can't be read as one:"
                    + " write it with a decimal point and nothing else between its digits, such as 1234.5, or say "
                    + Gaps.setting(table, "text", column) + " if the column holds categories");
        }
        if (!asked && numbers > 0 && numbers < counts.size()) {
            throw new DataException(place(column, row) + "'" + text + "' is not a "
                    + (Cell.isInfinite(text) ? "finite number" : "number") + ", unlike other values of the column:"
                    + " correct it, or say " + Gaps.setting(table, "text", column) + " if the column holds categories");
        }
        if (counts.keySet().stream().allMatch(value -> DATE.matcher(value).matches())) {
            throw new DataException(
                    place(column, row) + "'" + text + "' is a date, which can't be learnt from as it is: put numbers"
                            + " in its place, such as days since a start or the month, or"
                            + " leave the column out with " + Gaps.setting(table, "drop", column));
        }
    }

    private PreparedColumn ordinal(
            Column column, Spec encoding, Optional<String> fill, boolean indicator, Map<String, Integer> counts) {
        List<String> order = encoding.settings().containsKey("order")
                ? Arrays.stream(encoding.settings().get("order").split(","))
                        .map(String::strip)
                        .toList()
                : counts.keySet().stream().sorted(natural(counts.keySet())).toList();
        for (String category : counts.keySet()) {
            if (!order.contains(category) && !unseenIsOther) {
                throw new DataException(ENCODE + " " + column.name() + "=ordinal: the order does not have '" + category
                        + "', which the column holds");
            }
        }
        return new PreparedColumn(column.name(), Kind.ORDINAL, fill, indicator, order, unseenIsOther, Optional.empty());
    }

    private PreparedColumn oneHot(
            Column column, Spec encoding, Optional<String> fill, boolean indicator, Map<String, Integer> counts) {
        long limit = limit(encoding);
        if (counts.size() <= limit) {
            return new PreparedColumn(
                    column.name(),
                    Kind.ONE_HOT,
                    fill,
                    indicator,
                    counts.keySet().stream().sorted(natural(counts.keySet())).toList(),
                    false,
                    Optional.empty());
        }
        if (!unseenIsOther) {
            throw new DataException("the column '" + column.name() + "' of " + table.origin() + " has " + counts.size()
                    + " different texts in " + column.rows() + " rows, such as '" + column.text(firstText(column))
                    + "', and one-hot takes " + limit + ": leave it out with " + Gaps.setting(table, "drop", column)
                    + ", use --encode "
                    + column.name() + "=one-hot(limit=" + counts.size()
                    + "), or keep the most frequent ones with --unseen other");
        }
        List<String> frequent = new ArrayList<>(counts.keySet());
        frequent.sort(
                Comparator.comparing((String text) -> -counts.get(text)).thenComparing(Comparator.naturalOrder()));
        List<String> kept = new ArrayList<>(frequent.subList(0, (int) limit - 1));
        fill.filter(value -> !kept.contains(value)).ifPresent(kept::add);
        kept.sort(natural(kept));
        return new PreparedColumn(column.name(), Kind.ONE_HOT, fill, indicator, kept, true, Optional.empty());
    }

    private static long limit(Spec encoding) {
        String text = encoding.settings().getOrDefault(LIMIT, Long.toString(USUAL_LIMIT));
        double limit = Cell.number(text);
        if (!(limit >= 2) || limit != Math.rint(limit) || limit > 1e6) {
            throw new SpecException(ENCODE + " one-hot: limit is a whole number from 2, not '" + text + "'");
        }
        return (long) limit;
    }

    /** Numbers by their value, texts by their letters. */
    private static Comparator<String> natural(Collection<String> texts) {
        return texts.stream().allMatch(Cell::isNumber)
                ? Comparator.<String>comparingDouble(Cell::number).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
    }
}
