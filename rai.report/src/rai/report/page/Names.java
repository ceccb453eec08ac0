package rai.report.page;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;

/** Names of the tables and charts of a report, fit for files and for anchors, and different from each other. */
public final class Names {
    private static final int LONGEST = 80;

    private final Map<Block, String> names = new IdentityHashMap<>();
    private final Map<String, DataTable> tables = new LinkedHashMap<>();
    private final Map<String, Chart> charts = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * @param report a report
     */
    public Names(Report report) {
        for (Report.Section section : report.sections()) {
            for (Block block : section.blocks()) {
                if (block instanceof DataTable table && !names.containsKey(table)) {
                    tables.put(name(table, "table", table.name()), table);
                } else if (block instanceof Chart chart && !names.containsKey(chart)) {
                    charts.put(name(chart, "chart", chart.name()), chart);
                }
            }
        }
    }

    private String name(Block block, String kind, String wanted) {
        String safe = wanted.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        String base = safe.isEmpty() ? kind : safe.substring(0, Math.min(LONGEST, safe.length()));
        String name = base;
        for (int i = 2; !taken.add(kind + " " + name.toLowerCase(Locale.ROOT)); i++) {
            name = base + "-" + i;
        }
        names.put(block, name);
        return name;
    }

    /**
     * @param block a table or a chart of the report
     * @return its name
     */
    public String of(Block block) {
        return names.get(block);
    }

    /** @return all tables by name, in the order of the report */
    public Map<String, DataTable> tables() {
        return tables;
    }

    /** @return all charts by name, in the order of the report */
    public Map<String, Chart> charts() {
        return charts;
    }

    /** @return the main tables; the first table if none is; empty if there is no table */
    public List<DataTable> main() {
        List<DataTable> main = tables.values().stream().filter(DataTable::main).toList();
        return main.isEmpty() ? tables.values().stream().limit(1).toList() : main;
    }
}
