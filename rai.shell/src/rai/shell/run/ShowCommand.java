package rai.shell.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.network.NamedTensor;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.Runs;
import rai.api.run.Runs.Kept;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.text.EventLine;
import rai.shell.text.Facts;
import rai.shell.text.Json;
import rai.shell.text.Numbers;
import rai.shell.text.Table;
import rai.shell.text.Times;

/** {@code show}: all about one run. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "show"})
public final class ShowCommand extends ShellCommand {
    private static final List<String> FIRST = List.of("method", "steps", "optimizer", "schedule", "batch");
    private static final List<String> KEPT = List.of("request", "spec", "data", "provenance", "resumed", "result");

    private final Runs runs;

    /** @param runs knows the runs */
    @Activate
    public ShowCommand(@Reference Runs runs) {
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(name = "show", description = "Describe a run: its progress, its specs, what has happened to it.")
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.JOB, description = "A run: its name, a prefix of it, or its directory.")
        String run;

        @Option(
                names = "--tensors",
                description = "List the tensors of its network instead: name, shape, and position in its array.")
        boolean tensors;

        @Override
        protected void run(Console console) {
            RunFinder.Found found = new RunFinder(runs).find(run);
            if (tensors) {
                tensors(found, json, console);
            } else if (json) {
                console.out().println(Json.text(document(found)));
            } else {
                console.print(lines(found));
            }
        }
    }

    private void tensors(RunFinder.Found found, boolean json, Console console) {
        List<NamedTensor> all = runs.open(
                        found.directory().orElseThrow(() -> new Failure("the run " + found.name() + " was not saved")))
                .tensors();
        if (json) {
            console.out()
                    .println(Json.text(all.stream()
                            .map(t -> Map.of(
                                    "name", t.name(), "shape", t.shape(), "array", t.array(), "offset", t.offset()))
                            .map(TreeMap::new)
                            .toList()));
            return;
        }
        if (all.stream().allMatch(t -> t.name().equals(t.array()))) {
            console.say("the version of RAI that trained this run did not record the names of tensors: these are the"
                    + " whole arrays");
        }
        Table table = new Table(List.of("tensor", "shape", "array", "offset"));
        all.forEach(t -> table.row(t.name(), t.shape().toString(), t.array(), Long.toString(t.offset())));
        console.print(table);
    }

    private static Map<String, Object> document(RunFinder.Found found) {
        Map<String, Object> document = new LinkedHashMap<>(RunSummary.of(found).document());
        found.job().ifPresent(job -> document.put("spec", job.spec()));
        found.kept()
                .ifPresent(kept -> KEPT.stream()
                        .filter(kept.document()::containsKey)
                        .forEach(key -> document.put(key, kept.document().get(key))));
        document.put(
                "history", history(found).stream().map(RecordedEvent::asMap).toList());
        return document;
    }

    /** What has happened, without what happens all the time. */
    private static List<RecordedEvent> history(RunFinder.Found found) {
        List<RecordedEvent> all = found.kept()
                .map(Kept::events)
                .orElseGet(() -> found.job().orElseThrow().history());
        return all.stream()
                .filter(recorded -> !EventLine.isRoutine(recorded.event()))
                .toList();
    }

    private static List<String> lines(RunFinder.Found found) {
        RunSummary run = RunSummary.of(found);
        Facts facts = new Facts();
        facts.add("run", run.name());
        facts.add("state", run.stateText() + (run.reason().isEmpty() ? "" : ": " + run.reason()));
        facts.add("step", run.stepText());
        if (run.stepsPerSecond() > 0) {
            facts.add(
                    "pace",
                    Numbers.text(run.stepsPerSecond()) + " steps/s, " + RunSummary.duration(run.secondsLeft())
                            + " left");
        }
        facts.add("method", run.method());
        facts.add("objective", Double.isNaN(run.objective()) ? "" : Numbers.metric(run.objective()));
        facts.add("started", Times.local(run.started()));
        facts.add("kept in", run.directory().map(String::valueOf).orElse("no directory"));
        section(
                facts,
                isChanged(found) && !run.state().equals("ended") && !isWritten(found) ? "began with" : "trains with",
                spec(found));
        if (!run.train().isEmpty()) {
            facts.lines().add("");
            facts.lines().addAll(metrics(run).lines());
        }
        facts.lines().add("");
        facts.lines().add("history");
        history(found).forEach(event -> facts.lines().add("  " + EventLine.of(event)));
        found.kept().map(kept -> kept.document().get("provenance")).ifPresent(provenance -> {
            section(facts, "provenance", provenance);
        });
        return facts.lines();
    }

    /** What is kept is what it began with, until it ends or is stopped: then it is what it trained with last. */
    private static boolean isWritten(RunFinder.Found found) {
        return found.kept().map(kept -> kept.document().containsKey("result")).orElse(false);
    }

    private static boolean isChanged(RunFinder.Found found) {
        return history(found).stream().anyMatch(recorded -> recorded.event() instanceof RunEvent.Swapped);
    }

    /** Method and optimizer are those of each phase. */
    private static Object spec(RunFinder.Found found) {
        Object spec = specs(found);
        if (!(spec instanceof Map<?, ?> map) || !(map.get("phases") instanceof List<?> phases) || phases.isEmpty()) {
            return spec;
        }
        Map<Object, Object> rest = new LinkedHashMap<>(map);
        rest.remove("method");
        rest.remove("optimizer");
        return rest;
    }

    private static Object specs(RunFinder.Found found) {
        return found.kept()
                .map(kept -> kept.document().get("spec"))
                .orElseGet(() -> found.job().map(job -> (Object) job.spec()).orElse(Map.of()));
    }

    private static void section(Facts facts, String title, Object values) {
        if (values instanceof Map<?, ?> map && !map.isEmpty()) {
            facts.lines().add("");
            facts.lines().add(title);
            map.forEach((key, value) -> add(facts, "  ", String.valueOf(key), value));
        }
    }

    private static void add(Facts facts, String indent, String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            facts.lines().add(indent + key.replace('_', ' '));
            map.forEach((k, v) -> add(facts, indent + "  ", String.valueOf(k), v));
        } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            for (int i = 0; i < list.size(); i++) {
                add(facts, indent, key.replaceFirst("s$", "") + " " + (i + 1), inOrder(list.get(i)));
            }
        } else if (value != null) {
            facts.add(indent + key.replace('_', ' '), value instanceof List<?> list && list.isEmpty() ? "" : value);
        }
    }

    /** What a phase is comes before how it is controlled. */
    private static Object inOrder(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, Object> ordered = new LinkedHashMap<>();
        FIRST.stream().filter(map::containsKey).forEach(key -> ordered.put(key, map.get(key)));
        map.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static Table metrics(RunSummary run) {
        Set<String> names = new LinkedHashSet<>(run.train().keySet());
        names.addAll(run.test().keySet());
        List<String> columns = new ArrayList<>(List.of("on"));
        columns.addAll(names);
        Table table = new Table(columns).row(row("train", names, run.train()));
        return run.test().isEmpty() ? table : table.row(row("test", names, run.test()));
    }

    private static List<String> row(String on, Set<String> names, Map<String, Double> metrics) {
        List<String> row = new ArrayList<>(List.of(on));
        names.forEach(name -> row.add(metrics.containsKey(name) ? Numbers.metric(metrics.get(name)) : ""));
        return row;
    }
}
