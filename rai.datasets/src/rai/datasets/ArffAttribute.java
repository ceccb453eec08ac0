package rai.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rai.api.data.Cell;
import rai.api.data.Column;

/** An attribute of an ARFF file, with its values so far. */
final class ArffAttribute {
    /** What an attribute holds. */
    enum Kind {
        NUMERIC,
        NOMINAL,
        STRING
    }

    private final String name;
    private final Kind kind;
    private final List<String> values;
    private final List<String> texts = new ArrayList<>();
    private double[] numbers = new double[16];
    private int rows;

    ArffAttribute(String name, Kind kind, List<String> values) {
        this.name = name;
        this.kind = kind;
        this.values = List.copyOf(values);
    }

    String name() {
        return name;
    }

    boolean isNominal() {
        return kind == Kind.NOMINAL;
    }

    boolean isText() {
        return kind != Kind.NUMERIC;
    }

    /** @return the values of a nominal attribute, in their order */
    List<String> values() {
        return values;
    }

    /**
     * Takes the value of the next row.
     *
     * @param text the value; null if it is missing
     * @return whether it is one of this attribute
     */
    boolean add(String text) {
        if (kind == Kind.NUMERIC) {
            double number = text == null ? Double.NaN : Cell.number(text);
            numbers = rows == numbers.length ? Arrays.copyOf(numbers, 2 * rows) : numbers;
            numbers[rows++] = number;
            return text == null || Double.isFinite(number);
        }
        int known = kind == Kind.NOMINAL && text != null ? values.indexOf(text) : -1;
        texts.add(known < 0 ? text : values.get(known)); // one text for all rows that have it
        return kind == Kind.STRING || text == null || known >= 0;
    }

    /** Forgets the values so far. */
    void clear() {
        rows = 0;
        texts.clear();
    }

    /** Takes what a sparse row leaves out. */
    void addOmitted() {
        add(
                switch (kind) {
                    case NUMERIC -> "0";
                    case NOMINAL -> values.get(0);
                    case STRING -> null;
                });
    }

    /** @return what it must be, for messages */
    String wanted() {
        return kind == Kind.NUMERIC ? "a finite number" : "one of " + String.join(", ", values);
    }

    Column column(Column.Role role) {
        if (kind == Kind.NUMERIC) {
            return Column.of(name, role, Arrays.copyOf(numbers, rows)).withGap("?");
        }
        Column column = Column.of(name, role, texts.toArray(String[]::new)).withGap("?");
        return kind == Kind.NOMINAL ? column.withCategories() : column;
    }
}
