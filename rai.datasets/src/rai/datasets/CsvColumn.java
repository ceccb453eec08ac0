package rai.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import rai.api.data.Cell;
import rai.api.data.Column;
import rai.api.data.Matrix;

/** A column of a CSV file while it is read: numbers, and their spelling as long as it may matter. */
final class CsvColumn {
    /** Of so many distinct texts one copy is kept: enough for categories, and no burden if all differ. */
    private static final int MOST_SHARED = 1000;

    private final String name;
    private final Column.Role role;
    /** Whether the texts are kept even if all are numbers. */
    private final boolean spelled;
    /** Whether it holds texts even if all are numbers. */
    private final boolean forced;
    /** Whether only empty cells are missing values, since signs for them may be classes. */
    private final boolean signsAreTexts;

    private final Map<String, String> shared = new HashMap<>();
    private double[] numbers = new double[16];
    /** Null once it is clear that they do not matter. */
    private String[] texts = new String[16];

    private boolean text;
    private String gap;
    private String leadingZeros;

    CsvColumn(String name, Column.Role role, boolean spelled, boolean forced, boolean signsAreTexts) {
        this.name = name;
        this.role = role;
        this.spelled = spelled;
        this.forced = forced;
        this.signsAreTexts = signsAreTexts;
    }

    /**
     * Takes the value of the next row.
     *
     * @param file the file, for messages
     * @param row the number of the row, from 0
     * @param value the cell, without white space around it
     */
    void add(Path file, int row, String value) {
        if (row == numbers.length) {
            int more = (int) Math.min(Matrix.MOST, 2L * row);
            Matrix.requireFit("the file " + file, more == row ? more + 1L : more, 1);
            numbers = Arrays.copyOf(numbers, more);
            texts = texts == null ? null : Arrays.copyOf(texts, more);
        }
        boolean missing = signsAreTexts ? value.isEmpty() : Cell.isMissing(value);
        if (missing && gap == null) {
            gap = value;
        }
        double number = missing ? Double.NaN : Cell.number(value);
        boolean isNumber = Double.isFinite(number);
        numbers[row] = isNumber ? number : Double.NaN;
        if (!missing && !isNumber && !text) {
            text = true;
            spell(row);
        }
        if (isNumber && leadingZeros == null && hasLeadingZeros(value)) {
            leadingZeros = value;
            spell(row);
        }
        if (texts != null) {
            texts[row] = missing ? null : shared(value);
            if (!text && !forced && !spelled && leadingZeros == null && shared.size() == MOST_SHARED) {
                texts = null; // numbers, not categories
                shared.clear();
            }
        }
    }

    private static boolean hasLeadingZeros(String value) {
        return value.length() > 1 && value.charAt(0) == '0' && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A text after so many numbers that their spelling was dropped. */
    private void spell(int rows) {
        if (texts == null) {
            Column before = Column.of(name, role, numbers);
            texts = new String[numbers.length];
            for (int i = 0; i < rows; i++) {
                texts[i] = before.text(i);
            }
        }
    }

    private String shared(String value) {
        String known = shared.get(value);
        if (known == null && shared.size() < MOST_SHARED) {
            shared.put(value, value);
        }
        return known == null ? value : known;
    }

    /**
     * @param rows the number of rows read
     * @return the column
     */
    Column column(int rows) {
        Column column =
                values(rows).withGap(gap == null ? "" : gap).withLeadingZeros(leadingZeros == null ? "" : leadingZeros);
        return forced ? column.withCategories() : column;
    }

    private Column values(int rows) {
        if (text || forced) {
            return Column.of(name, role, Arrays.copyOf(texts, rows));
        }
        double[] all = numbers.length == rows ? numbers : Arrays.copyOf(numbers, rows);
        return texts == null
                ? Column.of(name, role, all)
                : Column.of(name, role, all, texts.length == rows ? texts : Arrays.copyOf(texts, rows));
    }
}
