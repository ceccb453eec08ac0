package rai.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import rai.api.report.DataTable;

/**
 * From which trials the numbers of a page come. Ids are long and many entries have the same ones, so each id and each set of ids is
 * in the page once, and an entry has the number of its set.
 */
final class TrialSets {
    private static final String TABLE = "trials";
    private static final List<String> COLUMNS = List.of("id", "trial");

    private final Optional<DataTable> trials;
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<List<Integer>, Integer> sets = new LinkedHashMap<>();

    TrialSets(Names names) {
        trials = Optional.ofNullable(names.tables().get(TABLE)).filter(table -> column(table) >= 0);
    }

    /** The column with the ids of trials; -1 if there is none. */
    private static int column(DataTable table) {
        for (String name : COLUMNS) {
            int column = IntStream.range(0, table.columns().size())
                    .filter(i -> table.columns().get(i).name().equals(name))
                    .findFirst()
                    .orElse(-1);
            if (column >= 0) {
                return column;
            }
        }
        return -1;
    }

    /** The column of ids if a table is that of the trials; otherwise -1. */
    int idColumn(DataTable table) {
        return trials.filter(of -> of == table).isPresent() ? column(table) : -1;
    }

    /** The number of the set of an entry; -1 if it has none, or the report has no table of trials. */
    int number(DataTable table, DataTable.Entry entry) {
        if (entry.trials().isEmpty() || trials.isEmpty() || trials.get() == table) {
            return -1;
        }
        List<Integer> set = new ArrayList<>();
        for (String id : entry.trials()) {
            set.add(ids.computeIfAbsent(id, all -> ids.size()));
        }
        return sets.computeIfAbsent(set, all -> sets.size());
    }

    /** The sets that have been numbered so far. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ids", List.copyOf(ids.keySet()));
        document.put("sets", List.copyOf(sets.keySet()));
        return document;
    }
}
