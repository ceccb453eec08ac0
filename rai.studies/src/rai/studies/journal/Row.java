package rai.studies.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import rai.api.data.Part;
import rai.api.probe.ProbeSeries;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.api.study.Trial;

/**
 * A trial that has ended, with what its identity was made of; a line of the journal, which can be read without the study.
 *
 * @param outcome how it ended
 * @param basis what its identity was made of beside its request
 * @param from the study from which it was taken over; empty if it was trained for this one
 * @param ended when it ended, in milliseconds since 1970; 0 if that is not known, as in journals of earlier versions
 */
public record Row(Outcome outcome, Basis basis, String from, long ended) {
    private static final String DIRECTORY = "directory";
    private static final String EXAMPLES = "examples";

    /** @return the row as another plan calls it: with other factors, in another stage */
    public Row as(Trial trial) {
        return new Row(as(outcome, trial), basis, from, ended);
    }

    /**
     * @param outcome an outcome
     * @param trial the trial of the same identity, as it is called now
     * @return the outcome of that trial
     */
    public static Outcome as(Outcome outcome, Trial trial) {
        return new Outcome(
                outcome.id(),
                trial,
                outcome.state(),
                outcome.result(),
                outcome.curves(),
                outcome.reason(),
                outcome.seconds(),
                outcome.directory(),
                outcome.examples());
    }

    /**
     * The document. Identity and state come first: they are read far more often than the rest.
     *
     * @param study the directory of the study
     * @return maps, lists, texts, numbers and booleans, for {@link Json#line}
     */
    public Map<String, Object> document(Path study) {
        Trial trial = outcome.trial();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", outcome.id());
        document.put("state", outcome.state().name().toLowerCase(Locale.ROOT));
        document.put("stage", trial.stage());
        document.put("factors", trial.factors());
        document.put("seconds", outcome.seconds());
        if (ended > 0) {
            document.put("ended", ended);
        }
        put(document, "reason", outcome.reason());
        put(document, "from", from);
        document.put("keep", trial.keep());
        outcome.directory().ifPresent(path -> document.put(DIRECTORY, relative(study, path)));
        if (!outcome.examples().isEmpty()) {
            Map<String, Object> examples = new LinkedHashMap<>();
            outcome.examples().forEach((part, number) -> examples.put(part.key(), number));
            document.put(EXAMPLES, examples);
        }
        document.put("data", basis.data());
        document.put("providers", basis.providers());
        document.put("request", trial.request().asMap());
        outcome.result().ifPresent(result -> document.put("result", result.asMap()));
        if (outcome.curves().steps().length > 0) {
            List<Long> steps = new ArrayList<>();
            for (long step : outcome.curves().steps()) {
                steps.add(step);
            }
            document.put(
                    "curves", Map.of("steps", steps, "metrics", outcome.curves().metrics()));
        }
        if (!outcome.curves().probes().isEmpty()) {
            document.put(
                    "probes", outcome.curves().probes().stream().map(Row::probe).toList());
        }
        return document;
    }

    private static void put(Map<String, Object> document, String key, String text) {
        if (!text.isEmpty()) {
            document.put(key, text);
        }
    }

    private static String relative(Path study, Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path root = study.toAbsolutePath().normalize();
        return (whole.startsWith(root) ? root.relativize(whole) : whole).toString();
    }

    /**
     * Reads a document.
     *
     * @param document what {@link #document} gave, as {@link Json#parse} has read it
     * @param study the directory of the study
     * @param pool holds what rows have in common
     * @return the row
     * @throws SpecException if it is damaged
     */
    public static Row of(Map<String, Object> document, Path study, Pool pool) {
        try {
            Trial trial = pool.of(new Trial(
                    text(document, "stage"),
                    factors(document.get("factors")),
                    RunRequest.of((Map<?, ?>) document.get("request")),
                    Boolean.TRUE.equals(document.get("keep"))));
            Outcome outcome = new Outcome(
                    text(document, "id"),
                    trial,
                    State.valueOf(text(document, "state").toUpperCase(Locale.ROOT)),
                    result(document.get("result")).map(pool::of),
                    curves(document.get("curves"), probes(document.get("probes"))),
                    text(document, "reason"),
                    Json.number(document.get("seconds")),
                    Optional.ofNullable(document.get(DIRECTORY)).map(path -> study.resolve(String.valueOf(path))),
                    examples(document.get(EXAMPLES)));
            return new Row(
                    outcome,
                    new Basis(
                            pool.of(Basis.texts(document.get("data"))),
                            pool.of(Basis.texts(document.get("providers")))),
                    text(document, "from"),
                    document.get("ended") instanceof Number ended ? ended.longValue() : 0);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new SpecException(
                    "the trial " + document.get("id") + " in the journal of " + study + " can't be read: " + e, e);
        }
    }

    private static String text(Map<String, Object> document, String key) {
        return Objects.toString(document.get(key), "");
    }

    static Map<String, Object> factors(Object document) {
        Map<String, Object> factors = new LinkedHashMap<>();
        ((Map<?, ?>) document).forEach((name, level) -> factors.put(String.valueOf(name), level));
        return factors;
    }

    /** Rows of earlier versions have none. */
    private static Map<Part, Integer> examples(Object document) {
        Map<Part, Integer> examples = new TreeMap<>();
        if (document != null) {
            ((Map<?, ?>) document)
                    .forEach((part, number) -> examples.put(
                            Part.valueOf(String.valueOf(part).toUpperCase(Locale.ROOT)), ((Number) number).intValue()));
        }
        return examples;
    }

    private static Optional<RunResult> result(Object document) {
        if (!(document instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        return Optional.of(RunResult.of((Map<?, ?>) Json.exactly(map)));
    }

    /** A row of numbers per measurement: step, layer, values. */
    private static Map<String, Object> probe(ProbeSeries series) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("probe", series.probe());
        document.put("columns", series.columns());
        List<List<Object>> rows = new ArrayList<>();
        for (ProbeSeries.Row row : series.rows()) {
            List<Object> cells = new ArrayList<>();
            cells.add(row.step());
            cells.add(row.layer());
            cells.addAll(row.values());
            rows.add(cells);
        }
        document.put("rows", rows);
        return document;
    }

    private static List<ProbeSeries> probes(Object document) {
        List<ProbeSeries> all = new ArrayList<>();
        for (Object one : document instanceof List<?> list ? list : List.of()) {
            Map<?, ?> series = (Map<?, ?>) one;
            List<ProbeSeries.Row> rows = new ArrayList<>();
            for (Object row : (List<?>) series.get("rows")) {
                List<?> cells = (List<?>) row;
                rows.add(new ProbeSeries.Row(
                        ((Number) cells.get(0)).longValue(),
                        String.valueOf(cells.get(1)),
                        cells.subList(2, cells.size()).stream()
                                .map(Json::number)
                                .toList()));
            }
            all.add(new ProbeSeries(
                    String.valueOf(series.get("probe")),
                    ((List<?>) series.get("columns"))
                            .stream().map(String::valueOf).toList(),
                    rows));
        }
        return all;
    }

    private static Curves curves(Object document, List<ProbeSeries> probes) {
        if (!(document instanceof Map<?, ?> map)) {
            return probes.isEmpty() ? Curves.NONE : new Curves(new long[0], Map.of(), probes);
        }
        long[] steps = ((List<?>) map.get("steps"))
                .stream().mapToLong(step -> ((Number) step).longValue()).toArray();
        Map<String, double[]> metrics = new LinkedHashMap<>();
        ((Map<?, ?>) map.get("metrics"))
                .forEach((name, numbers) -> metrics.put(
                        String.valueOf(name),
                        ((List<?>) numbers).stream().mapToDouble(Json::number).toArray()));
        return new Curves(steps, metrics, probes);
    }
}
