package rai.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reference values of other programs, from the files beside the tests; the first line of each says where they come from. */
record Reference(List<String> columns, String[] cells) {
    private static final Path FOLDER = Path.of("rai.statistics/test/rai/statistics");

    static List<Reference> rows(String file) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        List<String> columns = List.of(lines.get(0).split(","));
        return lines.stream()
                .skip(1)
                .map(line -> new Reference(columns, line.split(",", -1)))
                .toList();
    }

    String text(String column) {
        return cells[columns.indexOf(column)];
    }

    double number(String column) {
        return Double.parseDouble(text(column));
    }

    int whole(String column) {
        return Integer.parseInt(text(column));
    }

    double[] values(String column) {
        return values(text(column).split(" "));
    }

    double[][] table(String column) {
        return Arrays.stream(text(column).split(";"))
                .map(row -> values(row.split(" ")))
                .toArray(double[][]::new);
    }

    private static double[] values(String[] words) {
        return Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
    }

    @Override
    public String toString() {
        return String.join(",", cells);
    }
}
