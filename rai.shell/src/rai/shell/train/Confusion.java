package rai.shell.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.shell.text.Table;

/** A confusion matrix as a table and as a document; its last column counts predictions that are NaN. */
final class Confusion {
    private Confusion() {}

    static Table table(List<String> classes, long[][] counts) {
        boolean nan = Arrays.stream(counts).anyMatch(row -> row[row.length - 1] > 0);
        List<String> columns = new ArrayList<>(List.of("true class"));
        classes.forEach(name -> columns.add("as " + name));
        if (nan) {
            columns.add("as NaN");
        }
        Table table = new Table(columns);
        for (int i = 0; i < counts.length; i++) {
            List<String> row = new ArrayList<>(List.of(classes.get(i)));
            Arrays.stream(counts[i], 0, classes.size() + (nan ? 1 : 0)).forEach(count -> row.add(Long.toString(count)));
            table.row(row);
        }
        return table;
    }

    static Map<String, Object> document(List<String> classes, long[][] counts) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("classes", classes);
        document.put(
                "matrix",
                Arrays.stream(counts)
                        .map(row ->
                                Arrays.stream(row, 0, classes.size()).boxed().toList())
                        .toList());
        document.put(
                "nan", Arrays.stream(counts).map(row -> row[classes.size()]).toList());
        return document;
    }
}
