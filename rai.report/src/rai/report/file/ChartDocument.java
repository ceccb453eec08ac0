package rai.report.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import rai.api.report.Chart;

/** Charts as maps, lists, arrays, texts and numbers. */
final class ChartDocument {
    private ChartDocument() {}

    static Map<String, Object> withoutNumbers(Chart chart) {
        return map("kind", kind(chart), "name", chart.name(), "title", chart.title(), "caption", chart.caption());
    }

    static Map<String, Object> of(Chart chart) {
        Map<String, Object> document = withoutNumbers(chart);
        if (chart instanceof Chart.Lines lines) {
            document.put("x", axis(lines.x()));
            document.put("y", axis(lines.y()));
            document.put("lines", all(lines.lines(), ChartDocument::line));
        } else if (chart instanceof Chart.Facets facets) {
            facets(facets, document);
        } else if (chart instanceof Chart.Dots dots) {
            document.put("axis", axis(dots.axis()));
            document.put("groups", all(dots.groups(), ChartDocument::group));
        } else if (chart instanceof Chart.HeatMap map) {
            heatMap(map, document);
        } else if (chart instanceof Chart.CriticalDifference ranks) {
            document.put("labels", ranks.labels());
            document.put("ranks", ranks.ranks());
            document.put("difference", ranks.difference());
            document.put("cliques", ranks.cliques());
        } else if (chart instanceof Chart.Forest forest) {
            document.put("axis", axis(forest.axis()));
            document.put("rows", all(forest.rows(), ChartDocument::difference));
        } else if (chart instanceof Chart.Bars bars) {
            document.put("axis", axis(bars.axis()));
            document.put("categories", bars.categories());
            document.put("series", all(bars.series(), ChartDocument::series));
        } else if (chart instanceof Chart.Landscapes landscapes) {
            document.put("panels", all(landscapes.panels(), ChartDocument::panel));
        }
        return document;
    }

    private static String kind(Chart chart) {
        return chart.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static <T> List<Object> all(List<T> values, Function<T, Map<String, Object>> document) {
        return values.stream().<Object>map(document).toList();
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static Map<String, Object> axis(Chart.Axis axis) {
        Map<String, Object> document = map("label", axis.label(), "log", axis.log());
        end(document, "from", axis.from());
        end(document, "to", axis.to());
        return document;
    }

    private static void end(Map<String, Object> document, String name, OptionalDouble end) {
        end.ifPresent(value -> document.put(name, value));
    }

    private static Map<String, Object> line(Chart.Line of) {
        return map(
                "label",
                of.label(),
                "key",
                of.key(),
                "x",
                of.x(),
                "y",
                of.y(),
                "low",
                of.low(),
                "high",
                of.high(),
                "marked",
                of.marked());
    }

    private static void facets(Chart.Facets of, Map<String, Object> document) {
        document.put("x", axis(of.x()));
        document.put("y", axis(of.y()));
        document.put("across", of.across());
        document.put("columns", of.columns());
        document.put("down", of.down());
        document.put("rows", of.rows());
        document.put(
                "panels",
                of.panels().stream()
                        .map(row -> row.stream()
                                .map(lines -> all(lines, ChartDocument::line))
                                .toList())
                        .toList());
    }

    private static Map<String, Object> group(Chart.Group of) {
        return map(
                "label",
                of.label(),
                "key",
                of.key(),
                "values",
                of.values(),
                "mean",
                of.mean(),
                "low",
                of.low(),
                "high",
                of.high());
    }

    private static void heatMap(Chart.HeatMap of, Map<String, Object> document) {
        document.put("columns", of.columns());
        document.put("rows", of.rows());
        document.put("x", of.x());
        document.put("y", of.y());
        document.put("measure", of.measure());
        document.put("values", of.values());
        document.put("notes", of.notes());
        document.put("upIsGood", of.upIsGood());
    }

    private static Map<String, Object> difference(Chart.Difference of) {
        return map(
                "label",
                of.label(),
                "key",
                of.key(),
                "mean",
                of.mean(),
                "low",
                of.low(),
                "high",
                of.high(),
                "note",
                of.note());
    }

    private static Map<String, Object> series(Chart.Series of) {
        return map("label", of.label(), "key", of.key(), "values", of.values());
    }

    private static Map<String, Object> panel(Chart.Panel of) {
        return map(
                "title",
                of.title(),
                "captions",
                of.captions(),
                "features",
                of.features(),
                "range",
                of.range(),
                "probability",
                of.probability(),
                "points",
                of.points());
    }
}
