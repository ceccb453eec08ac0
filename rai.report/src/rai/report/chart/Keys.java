package rai.report.chart;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rai.api.report.Chart;
import rai.api.report.Report;

/**
 * Numbers of keys, and so their colours: in the order in which they first appear in a report.
 *
 * @param numbers the numbers by key
 */
public record Keys(Map<String, Integer> numbers) {
    /**
     * @param report a report
     * @return the numbers of all keys of its charts
     */
    public static Keys of(Report report) {
        return of(report.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Chart.class::isInstance)
                .map(Chart.class::cast)
                .toList());
    }

    static Keys of(Collection<? extends Chart> charts) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        charts.stream().flatMap(Keys::keys).forEach(key -> numbers.putIfAbsent(key, numbers.size()));
        return new Keys(numbers);
    }

    private static Stream<String> keys(Chart chart) {
        if (chart instanceof Chart.Lines lines) {
            return lines.lines().stream().map(Chart.Line::key);
        } else if (chart instanceof Chart.Facets facets) {
            return facets.lines().stream().map(Chart.Line::key);
        } else if (chart instanceof Chart.Dots dots) {
            return dots.groups().stream().map(Chart.Group::key);
        } else if (chart instanceof Chart.Forest forest) {
            return forest.rows().stream().map(Chart.Difference::key);
        } else if (chart instanceof Chart.Bars bars) {
            return bars.series().stream().map(Chart.Series::key);
        } else if (chart instanceof Chart.CriticalDifference ranks) {
            return ranks.labels().stream();
        }
        return Stream.<String>of();
    }

    int number(String key) {
        return numbers.getOrDefault(key, 0);
    }

    static Keys none() {
        return of(List.of());
    }
}
