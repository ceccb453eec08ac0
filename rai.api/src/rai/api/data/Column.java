package rai.api.data;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;

/** A column of a {@link Table}: numbers, or texts, with gaps where values are missing. */
public final class Column {
    /** What a column is for, as far as the source of the table can say. */
    public enum Role {
        /** It is learnt from. */
        FEATURE,
        /** It is learnt. */
        TARGET,
        /** It names the rows, and is not learnt from. */
        ID
    }

    private final String name;
    private final Role role;
    private final int rows;
    private final boolean text;
    private final IntToDoubleFunction numbers;
    private final IntFunction<String> texts;
    private final Writing writing;

    /** How it is written in the source. */
    private record Writing(String gap, String leadingZeros, boolean categories) {
        static final Writing UNKNOWN = new Writing("", "", false);
    }

    private Column(
            String name,
            Role role,
            int rows,
            boolean text,
            IntToDoubleFunction numbers,
            IntFunction<String> texts,
            Writing writing) {
        this.name = name;
        this.role = role;
        this.rows = rows;
        this.text = text;
        this.numbers = numbers;
        this.texts = texts;
        this.writing = writing;
    }

    /**
     * A column of numbers.
     *
     * @param name its name
     * @param role what it is for
     * @param values [n]; NaN if a value is missing
     * @return the column, which uses the array
     */
    public static Column of(String name, Role role, double[] values) {
        return new Column(name, role, values.length, false, i -> values[i], i -> written(values[i]), Writing.UNKNOWN);
    }

    /**
     * A column of texts. Texts that are numbers can be read as numbers, too.
     *
     * @param name its name
     * @param role what it is for
     * @param values [n]; null if a value is missing
     * @return the column, which uses the array
     */
    public static Column of(String name, Role role, String[] values) {
        return new Column(name, role, values.length, true, i -> finite(values[i]), i -> values[i], Writing.UNKNOWN);
    }

    /**
     * A column of numbers, with their spelling.
     *
     * @param name its name
     * @param role what it is for
     * @param values [n]; NaN if a value is missing
     * @param spelling [n] the same values as they were written; null if a value is missing
     * @return the column, which uses the arrays
     */
    public static Column of(String name, Role role, double[] values, String[] spelling) {
        return new Column(name, role, values.length, false, i -> values[i], i -> spelling[i], Writing.UNKNOWN);
    }

    /** A column of an array [n, c]. */
    static Column of(String name, Role role, INDArray array, int column) {
        DoubleBuffer elements = Elements.doubles(array);
        int width = (int) array.size(1);
        IntToDoubleFunction numbers = i -> {
            double value = elements.get(i * width + column);
            Reference.reachabilityFence(array);
            return value;
        };
        return of(name, role, (int) array.size(0), numbers);
    }

    /** A column of rows that are read on demand. */
    static Column of(String name, Role role, RowSource source, int column) {
        return of(name, role, source.rows(), i -> {
            double[] row = new double[source.width()];
            source.read(i, row);
            return row[column];
        });
    }

    private static Column of(String name, Role role, int rows, IntToDoubleFunction numbers) {
        return new Column(name, role, rows, false, numbers, i -> written(numbers.applyAsDouble(i)), Writing.UNKNOWN);
    }

    private static double finite(String text) {
        double number = text == null ? Double.NaN : Cell.number(text);
        return Double.isFinite(number) ? number : Double.NaN;
    }

    /** Whole numbers without a fraction, as people write them. */
    private static String written(double number) {
        if (Double.isNaN(number)) {
            return null;
        }
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    /**
     * @param sign how the first missing value is written in the source, such as {@code NA}; empty for an empty cell
     * @return the same column, which knows this
     */
    public Column withGap(String sign) {
        return with(new Writing(sign, writing.leadingZeros, writing.categories));
    }

    /**
     * @param example a value of it that is written with leading zeros, such as {@code 00123}
     * @return the same column, which knows this
     */
    public Column withLeadingZeros(String example) {
        return with(new Writing(writing.gap, example, writing.categories));
    }

    /** @return the same column, which knows that the user says it holds categories, whatever its texts look like */
    public Column withCategories() {
        return with(new Writing(writing.gap, writing.leadingZeros, true));
    }

    /**
     * @param other what it is for instead
     * @return the same column in this role
     */
    public Column as(Role other) {
        return new Column(name, other, rows, text, numbers, texts, writing);
    }

    private Column with(Writing other) {
        return new Column(name, role, rows, text, numbers, texts, other);
    }

    /** @return how the first missing value is written in the source; empty for an empty cell, and if nothing is known */
    public String gap() {
        return writing.gap;
    }

    /** @return a value that is written with leading zeros, such as {@code 00123}; empty if there is none, and if nothing is known */
    public String leadingZeros() {
        return writing.leadingZeros;
    }

    /** @return whether the user says that it holds categories, whatever its texts look like */
    public boolean holdsCategories() {
        return writing.categories;
    }

    /** @return its name */
    public String name() {
        return name;
    }

    /** @return what it is for, as far as the source can say */
    public Role role() {
        return role;
    }

    /** @return the number of its values, n */
    public int rows() {
        return rows;
    }

    /** @return whether it was given as texts; some of them, or all, may be numbers nevertheless */
    public boolean isText() {
        return text;
    }

    /**
     * A value as a number.
     *
     * @param row from 0
     * @return the number; NaN if the value is missing, or is a text that is not a finite number
     */
    public double number(int row) {
        return numbers.applyAsDouble(row);
    }

    /**
     * A value as a text.
     *
     * @param row from 0
     * @return the text as written; null if the value is missing
     */
    public String text(int row) {
        return texts.apply(row);
    }

    /**
     * @param row from 0
     * @return whether there is no value
     */
    public boolean isMissing(int row) {
        return text ? texts.apply(row) == null : Double.isNaN(numbers.applyAsDouble(row));
    }

    /**
     * Some rows of this column.
     *
     * @param chosen their numbers, from 0
     * @return a column of these values
     */
    public Column rows(int[] chosen) {
        return new Column(
                name,
                role,
                chosen.length,
                text,
                i -> numbers.applyAsDouble(chosen[i]),
                i -> texts.apply(chosen[i]),
                writing);
    }
}
