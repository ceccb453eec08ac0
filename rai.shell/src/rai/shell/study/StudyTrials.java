package rai.shell.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rai.api.run.RunResult;
import rai.api.study.Outcome;
import rai.api.study.Studies;
import rai.shell.console.Console;
import rai.shell.text.Json;
import rai.shell.text.Numbers;
import rai.shell.text.Table;

/** {@code study trials}: the trials of a study that have ended. */
@Command(name = "trials", description = "List the trials of a study that have ended, one per line.")
final class StudyTrials extends StudyPlace {
    static final int SHORT_ID = 12;

    @Option(names = "--failed", description = "Only those that failed.")
    boolean failed;

    @Option(names = "--diverged", description = "Only those that diverged.")
    boolean diverged;

    StudyTrials(Studies studies) {
        super(studies);
    }

    @Override
    protected void run(Console console) {
        List<Outcome> outcomes = studies.outcomes(directory()).stream()
                .filter(outcome -> !failed && !diverged
                        || failed && outcome.state() == Outcome.State.FAILED
                        || diverged && outcome.state() == Outcome.State.DIVERGED)
                .toList();
        if (json) {
            console.out()
                    .println(Json.text(
                            outcomes.stream().map(StudyTrials::document).toList()));
        } else if (outcomes.isEmpty()) {
            console.out().println("no trial has " + (failed ? "failed" : diverged ? "diverged" : "ended"));
        } else {
            console.print(table(outcomes).lines());
        }
    }

    private static Table table(List<Outcome> outcomes) {
        Set<String> factors = new LinkedHashSet<>();
        outcomes.forEach(outcome -> factors.addAll(outcome.trial().factors().keySet()));
        List<String> columns = new ArrayList<>(List.of("trial", "stage"));
        columns.addAll(factors);
        columns.addAll(List.of("state", "loss", "seconds", "reason"));
        Table table = new Table(columns);
        for (Outcome outcome : outcomes) {
            List<String> row = new ArrayList<>(List.of(
                    outcome.id().substring(0, Math.min(SHORT_ID, outcome.id().length())),
                    outcome.trial().stage()));
            for (String factor : factors) {
                Object level = outcome.trial().factors().get(factor);
                row.add(level == null ? "" : Numbers.text(level));
            }
            row.add(outcome.state().name().toLowerCase(Locale.ROOT));
            row.add(Numbers.metric(outcome.metric("train.loss")));
            row.add(Numbers.text(outcome.seconds()));
            row.add(outcome.reason());
            table.row(row);
        }
        return table;
    }

    private static Map<String, Object> document(Outcome outcome) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", outcome.id());
        map.put("stage", outcome.trial().stage());
        map.put("factors", outcome.trial().factors());
        map.put("state", outcome.state().name().toLowerCase(Locale.ROOT));
        map.put("reason", outcome.reason());
        map.put("seconds", outcome.seconds());
        map.put("directory", outcome.directory().map(Object::toString).orElse(null));
        map.put("request", outcome.trial().request().asMap());
        map.put("result", outcome.result().map(RunResult::asMap).orElse(null));
        return map;
    }
}
