package rai.core.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import rai.api.data.Cell;
import rai.api.data.Column;
import rai.api.data.Table;

/** Tables as they are read from a file. */
final class People {
    private People() {}

    /** As a file would be read: the last column is taken for the target. */
    static Table table(String header, String... rows) {
        Map<String, String[]> columns = new LinkedHashMap<>();
        String[] names = header.split(",");
        for (String name : names) {
            columns.put(name, new String[rows.length]);
        }
        for (int i = 0; i < rows.length; i++) {
            String[] cells = rows[i].split(",", -1);
            for (int j = 0; j < names.length; j++) {
                columns.get(names[j])[i] = cells[j].isEmpty() ? null : cells[j];
            }
        }
        return new Table(
                "people.csv",
                columns.entrySet().stream()
                        .map(one -> column(
                                one.getKey(),
                                one.getKey().equals(names[names.length - 1]) ? Column.Role.TARGET : Column.Role.FEATURE,
                                one.getValue()))
                        .toList(),
                IntStream.range(0, rows.length).mapToLong(i -> i + 2).toArray(),
                new Table.Hints(false, Table.Goal.AUTO, List.of()),
                Optional.empty());
    }

    private static Column column(String name, Column.Role role, String[] cells) {
        boolean text = Arrays.stream(cells).anyMatch(cell -> cell != null && !Cell.isNumber(cell));
        return text
                ? Column.of(name, role, cells)
                : Column.of(
                        name,
                        role,
                        Arrays.stream(cells)
                                .mapToDouble(cell -> cell == null ? Double.NaN : Cell.number(cell))
                                .toArray(),
                        cells);
    }
}
