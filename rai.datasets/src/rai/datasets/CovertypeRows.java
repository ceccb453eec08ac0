package rai.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import rai.api.data.DataException;

/**
 * The rows of a file in the layout of {@code covtype.data}: 10 whole numbers, 4 bits of which one says the wilderness area, 40 bits of which
 * one says the type of soil, and the class, 1 to 7, all separated by commas. A row takes 23 bytes here.
 */
final class CovertypeRows {
    static final int NUMBERS = 10;
    static final int AREAS = 4;
    static final int SOILS = 40;
    static final int CLASSES = 7;
    static final int FEATURES = NUMBERS + AREAS + SOILS;

    private static final int END = -1;

    private final Path file;
    private short[] numbers = new short[NUMBERS * 1024];
    private byte[] areas = new byte[1024];
    private byte[] soils = new byte[1024];
    private byte[] classes = new byte[1024];
    private int rows;

    /** The separator, or line break, that ended the field read last. */
    private int after;

    private CovertypeRows(Path file) {
        this.file = file;
    }

    /**
     * @param file the file, for messages
     * @param bytes its content
     * @return its rows, at least one
     * @throws IOException if it can't be read
     * @throws DataException if it is of another layout; the message names the line
     */
    static CovertypeRows read(Path file, InputStream bytes) throws IOException {
        CovertypeRows read = new CovertypeRows(file);
        int first = bytes.read();
        while (first != END) {
            if (first != '\n' && first != '\r') {
                read.add(first, bytes);
            }
            first = read.after == END ? END : bytes.read();
        }
        if (read.rows == 0) {
            throw new DataException("the file " + file + " is empty");
        }
        return read;
    }

    private void add(int first, InputStream bytes) throws IOException {
        if (rows == classes.length) {
            int more = 2 * rows;
            numbers = Arrays.copyOf(numbers, NUMBERS * more);
            areas = Arrays.copyOf(areas, more);
            soils = Arrays.copyOf(soils, more);
            classes = Arrays.copyOf(classes, more);
        }
        int ahead = first;
        for (int j = 0; j < NUMBERS; j++) {
            int value = next(ahead, bytes);
            if (value != (short) value) {
                throw wrong("holds " + value + " in column " + (j + 1) + ", which is too large");
            }
            numbers[rows * NUMBERS + j] = (short) value;
            requireMore(j + 1);
            ahead = bytes.read();
        }
        areas[rows] = mark(AREAS, NUMBERS, "wilderness area", bytes, ahead);
        soils[rows] = mark(SOILS, NUMBERS + AREAS, "type of soil", bytes, bytes.read());
        int number = next(bytes.read(), bytes);
        if (number < 1 || number > CLASSES) {
            throw wrong("is of class " + number + ", but the classes are 1 to " + CLASSES);
        }
        if (after == ',') {
            throw wrong("has more than the " + (FEATURES + 1) + " columns of covtype.data");
        }
        classes[rows++] = (byte) number;
    }

    /** Which of some bits is set. */
    private byte mark(int count, int before, String what, InputStream bytes, int first) throws IOException {
        int set = END;
        int ahead = first;
        for (int k = 0; k < count; k++) {
            int bit = next(ahead, bytes);
            if (bit != 0 && (bit != 1 || set != END)) {
                throw wrong("does not say one " + what + " by a 1 among zeros");
            }
            set = bit == 1 ? k : set;
            requireMore(before + k + 1);
            ahead = k + 1 < count ? bytes.read() : END;
        }
        if (set == END) {
            throw wrong("does not say one " + what + " by a 1 among zeros");
        }
        return (byte) set;
    }

    private void requireMore(int columns) {
        if (after != ',') {
            throw wrong(
                    "has " + columns + " columns, but covtype.data has " + (FEATURES + 1) + ", separated by commas");
        }
    }

    /** A whole number, up to the next separator. */
    private int next(int first, InputStream bytes) throws IOException {
        boolean negative = first == '-';
        int c = negative ? bytes.read() : first;
        int value = 0;
        int digits = 0;
        while (c >= '0' && c <= '9' && digits < 9) {
            value = 10 * value + c - '0';
            digits++;
            c = bytes.read();
        }
        if (digits == 0 || c != ',' && c != '\n' && c != '\r' && c != END) {
            throw wrong("holds something other than whole numbers, separated by commas");
        }
        after = c;
        return negative ? -value : value;
    }

    private DataException wrong(String what) {
        return new DataException("row " + (rows + 1) + " of " + file + " " + what);
    }

    /** @return the number of rows */
    int count() {
        return rows;
    }

    /**
     * @param row from 0
     * @return its class, from 1
     */
    int classOf(int row) {
        return classes[row];
    }

    /** @return how many rows each class has, from class 1 on */
    int[] classCounts() {
        int[] counts = new int[CLASSES];
        for (int i = 0; i < rows; i++) {
            counts[classes[i] - 1]++;
        }
        return counts;
    }

    /**
     * Writes the features of a row.
     *
     * @param row from 0
     * @param to where they are written: the numbers alone, or all, as there is room
     */
    void features(int row, double[] to) {
        for (int j = 0; j < NUMBERS; j++) {
            to[j] = numbers[row * NUMBERS + j];
        }
        if (to.length == FEATURES) {
            Arrays.fill(to, NUMBERS, FEATURES, 0);
            to[NUMBERS + areas[row]] = 1;
            to[NUMBERS + AREAS + soils[row]] = 1;
        }
    }
}
