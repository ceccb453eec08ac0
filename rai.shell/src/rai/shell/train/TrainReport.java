package rai.shell.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rai.api.run.RunResult;
import rai.shell.text.Facts;
import rai.shell.text.Numbers;
import rai.shell.text.Table;

/** The result of a training as text. */
final class TrainReport {
    private static final List<String> SPECS = List.of("data", "test", "network", "init", "loss");

    private static final String BATCH = "batch";
    private static final List<String> CONTROL = List.of(
            BATCH, "optimizer_for", "schedule", "clip_value", "clip_norm", "l1", "l2", "max_norm", "stop_early");

    /** What methods report of their cost, in a unit that they share. */
    private static final String COST = "layer_updates";

    private TrainReport() {}

    static List<String> lines(RunResult result, Optional<Path> directory) {
        Facts facts = new Facts();
        SPECS.stream()
                .filter(result.spec()::containsKey)
                .forEach(key -> facts.add(key, result.spec().get(key)));
        for (Map<String, Object> phase : result.phases()) {
            facts.add(
                    "method",
                    phase.get("method")
                            + (phase.containsKey("ignored") ? "" : " with " + phase.get("optimizer"))
                            + ", " + steps(phase.get("steps")));
        }
        control(result.spec(), facts);
        facts.add("seed", result.seed());
        facts.lines().add("");
        facts.lines().addAll(metrics(result).lines());
        facts.lines().add("");
        result.method().forEach((key, value) -> {
            if (!key.equals("name")) {
                facts.add(key.replace('_', ' '), key.equals(COST) ? cost(result) : Numbers.text(value));
            }
        });
        facts.add(
                "trained",
                steps(result.steps()) + " in " + Numbers.text(result.seconds()) + " s ("
                        + Numbers.text(result.stepsPerSecond()) + " steps/s)");
        facts.add(
                "stopped",
                result.stopped().name().toLowerCase(Locale.ROOT)
                        + (result.reason().isEmpty() ? "" : ": " + result.reason()));
        result.hints().forEach(hint -> facts.add("hint", hint));
        facts.add("kept in", directory.map(Path::toString).orElse("no directory"));
        return facts.lines();
    }

    /** The sum over the phases, and its parts. */
    private static String cost(RunResult result) {
        List<Object> phases = result.phases().stream()
                .map(phase -> phase.get("report") instanceof Map<?, ?> report ? (Object) report.get(COST) : null)
                .toList();
        Object last = result.method().get(COST);
        if (phases.size() < 2) {
            return Numbers.text(last);
        }
        if (!phases.stream().allMatch(Number.class::isInstance)) {
            return Numbers.text(last) + " in the last phase";
        }
        double sum = phases.stream()
                .mapToDouble(updates -> ((Number) updates).doubleValue())
                .sum();
        return Numbers.text(sum) + " ("
                + String.join(" + ", phases.stream().map(Numbers::text).toList()) + " in the phases)";
    }

    /** What all phases share is shown once; the batch only if they differ in it. */
    private static void control(Map<String, Object> spec, Facts facts) {
        List<Map<?, ?>> phases = new ArrayList<>();
        if (spec.get("phases") instanceof List<?> all) {
            all.forEach(phase -> phases.add((Map<?, ?>) phase));
        }
        for (String key : CONTROL) {
            List<?> values = phases.stream().map(phase -> phase.get(key)).toList();
            boolean shared = values.stream().distinct().count() == 1;
            for (int i = 0; i < (shared ? 1 : values.size()); i++) {
                if (values.get(i) != null && !(shared && key.equals(BATCH))) {
                    facts.add(
                            key.replace('_', ' ') + (shared ? "" : " in phase " + (i + 1) + ":"),
                            control(values.get(i)));
                }
            }
        }
    }

    private static String control(Object value) {
        return value instanceof Map<?, ?> parts
                ? parts.entrySet().stream()
                        .map(part -> part.getKey() + "=" + part.getValue())
                        .collect(Collectors.joining("; "))
                : Numbers.text(value);
    }

    private static String steps(Object number) {
        return number + (String.valueOf(number).equals("1") ? " step" : " steps");
    }

    private static Table metrics(RunResult result) {
        Set<String> names = new LinkedHashSet<>(result.train().keySet());
        names.addAll(result.valid().keySet());
        names.addAll(result.test().keySet());
        List<String> columns = new ArrayList<>(List.of("on"));
        columns.addAll(names);
        result.baseline().values().stream()
                .flatMap(values -> values.keySet().stream())
                .distinct()
                .forEach(metric -> columns.add("baseline " + metric));
        Table table = new Table(columns);
        table.row(row("train", names, result.train(), result));
        if (!result.valid().isEmpty()) {
            table.row(row("valid", names, result.valid(), result));
        }
        if (!result.test().isEmpty()) {
            table.row(row("test", names, result.test(), result));
        }
        return table;
    }

    private static List<String> row(String first, Set<String> names, Map<String, Double> metrics, RunResult result) {
        List<String> row = new ArrayList<>(List.of(first));
        names.forEach(name -> row.add(metrics.containsKey(name) ? Numbers.metric(metrics.get(name)) : ""));
        result.baseline().getOrDefault(first, Map.of()).values().forEach(value -> row.add(Numbers.metric(value)));
        return row;
    }
}
