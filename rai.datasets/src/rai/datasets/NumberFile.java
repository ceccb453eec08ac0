package rai.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.StringTokenizer;
import rai.api.data.Cell;
import rai.api.data.DataException;
import rai.api.split.Parts;

/** A text file of numbers that are separated by white space, plain or gzip; whatever is wrong with it becomes one sentence. */
final class NumberFile {
    private NumberFile() {}

    /**
     * @param file the file
     * @param header how many lines to leave out at the beginning
     * @return the numbers of each line that has any
     * @throws DataException if it can't be read, or holds something else than numbers; the message names the line
     */
    static List<double[]> rows(Path file, int header) {
        List<double[]> rows = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(DataFile.open(file), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (++number > header && !line.isBlank()) {
                    rows.add(row(file, number, line));
                }
            }
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
        return rows;
    }

    private static double[] row(Path file, long number, String line) {
        StringTokenizer fields = new StringTokenizer(line);
        double[] row = new double[fields.countTokens()];
        for (int j = 0; j < row.length; j++) {
            String field = fields.nextToken();
            row[j] = Cell.number(field);
            if (!Double.isFinite(row[j])) {
                throw new DataException(file + ", line " + number + ": '" + field + "' is not a finite number");
            }
        }
        return row;
    }

    /**
     * A table of numbers.
     *
     * @param file the file
     * @param header how many lines to leave out at the beginning
     * @return at least one row; all have the same length
     * @throws DataException if they do not
     */
    static List<double[]> table(Path file, int header) {
        List<double[]> rows = rows(file, header);
        if (rows.isEmpty()) {
            throw new DataException("the file " + file + " is empty");
        }
        int width = rows.get(0).length;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).length != width) {
                throw new DataException("row " + (i + 1) + " of " + file + " has " + rows.get(i).length
                        + " numbers, but the first one has " + width);
            }
        }
        return rows;
    }

    /**
     * Numbers that count something from 0.
     *
     * @param file the file that they are from
     * @param numbers the numbers
     * @param most how many of it there are
     * @param what what they count, for messages: {@code row}
     * @return the same as whole numbers
     * @throws DataException if one is not a whole number from 0 to below {@code most}, or is there twice
     */
    static int[] indices(Path file, double[] numbers, int most, String what) {
        int[] indices = new int[numbers.length];
        BitSet seen = new BitSet(most);
        for (int i = 0; i < numbers.length; i++) {
            indices[i] = (int) numbers[i];
            if (indices[i] != numbers[i] || indices[i] < 0 || indices[i] >= most) {
                throw new DataException("the file " + file + " names the " + what + " " + written(numbers[i]) + ", but "
                        + what + "s are counted from 0 to " + (most - 1));
            }
            if (seen.get(indices[i])) {
                throw new DataException("the file " + file + " names the " + what + " " + indices[i] + " twice");
            }
            seen.set(indices[i]);
        }
        return indices;
    }

    /**
     * @param file the file that says so
     * @param fold the number of the fold, from 1
     * @param parts its rows
     * @return the same
     * @throws DataException if none is for training, or one is in two parts
     */
    static Parts requireSound(Path file, int fold, Parts parts) {
        BitSet seen = new BitSet();
        for (int[] part : List.of(parts.train(), parts.valid(), parts.test())) {
            for (int row : part) {
                if (seen.get(row)) {
                    throw new DataException(
                            "the file " + file + " has the row " + row + " in two parts of fold " + fold);
                }
                seen.set(row);
            }
        }
        if (parts.train().length == 0) {
            throw new DataException("the file " + file + " leaves no row for training in fold " + fold);
        }
        return parts;
    }

    private static String written(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
