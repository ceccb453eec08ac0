package rai.studies.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.api.study.StudyStatus;
import rai.studies.journal.Journal;
import rai.studies.journal.Plan;
import rai.studies.journal.Row;
import rai.studies.journal.StudyDirectory;
import rai.studies.journal.StudyDocument;

/** How a study stands, as its directory says. */
public final class Standing {
    /** The time of a trial, and when it ended: both stand near the beginning of its line. */
    private static final Pattern SECONDS = Pattern.compile("\"seconds\":([0-9.eE+-]+)(?:,\"ended\":([0-9]+))?");

    private Standing() {}

    /**
     * @param directory the directory of a study
     * @return how it stands
     * @throws rai.api.spec.SpecException if it holds no study
     */
    public static StudyStatus of(StudyDirectory directory) {
        StudyDocument document = directory.document();
        Plan plan = directory.plan();
        Map<String, Double> estimates =
                plan.trials().stream().collect(Collectors.toMap(Plan.Planned::id, Plan.Planned::seconds, (a, b) -> a));
        double[] taken = new double[1];
        double[] expected = new double[1];
        WallClock clock = new WallClock();
        Journal journal = directory.journal().refresh(line -> {
            double estimate = estimates.getOrDefault(line.id(), Double.NaN);
            Matcher time = SECONDS.matcher(line.content().get());
            if (estimates.containsKey(line.id()) && time.find()) {
                double seconds = Double.parseDouble(time.group(1));
                clock.add(time.group(2) == null ? 0 : Long.parseLong(time.group(2)), seconds);
                if (Double.isFinite(estimate)) {
                    expected[0] += estimate;
                    taken[0] += seconds;
                }
            }
        });
        Map<State, Integer> count = new TreeMap<>();
        double left = 0;
        for (Plan.Planned trial : plan.trials()) {
            State state = journal.state(trial.id());
            if (state != null) {
                count.merge(state, 1, Integer::sum);
            } else {
                left += trial.seconds();
            }
        }
        int ended = count.values().stream().mapToInt(Integer::intValue).sum();
        int processes = directory.processes();
        List<Map<String, Object>> training = new ArrayList<>();
        directory.training().forEach((id, name) -> {
            Map<String, Object> trial = new LinkedHashMap<>();
            trial.put("trial", name);
            trial.put("id", id);
            training.add(trial);
        });
        return new StudyStatus(
                document.study(),
                directory.path(),
                state(document, plan, ended, processes),
                plan.trials().size(),
                count.getOrDefault(State.DONE, 0),
                count.getOrDefault(State.DIVERGED, 0),
                count.getOrDefault(State.FAILED, 0),
                training,
                processes,
                failures(journal, plan),
                // what has ended says how far the estimates before the first trial were off
                expected[0] > 0 ? left * taken[0] / expected[0] / Math.max(1, training.size()) : Double.NaN,
                clock.seconds());
    }

    private static StudyStatus.State state(StudyDocument document, Plan plan, int ended, int processes) {
        if (plan.isWhole() && ended == plan.trials().size()) {
            return StudyStatus.State.COMPLETE;
        }
        if (processes > 0) {
            return StudyStatus.State.RUNNING;
        }
        return document.gaveUp().isEmpty() ? StudyStatus.State.STOPPED : StudyStatus.State.GIVEN_UP;
    }

    private static Map<String, Integer> failures(Journal journal, Plan plan) {
        Map<String, Integer> reasons = new TreeMap<>();
        Set<String> failed = plan.trials().stream()
                .map(Plan.Planned::id)
                .filter(id -> journal.state(id) == State.FAILED)
                .collect(Collectors.toCollection(HashSet::new));
        if (!failed.isEmpty()) {
            journal.rows(failed::contains, row -> reasons.merge(row.outcome().reason(), 1, Integer::sum));
        }
        return reasons;
    }

    /**
     * @param directory the directory of a study
     * @return the outcomes of the trials of its last plan that have ended, in the order of the plan
     */
    public static List<Outcome> outcomes(StudyDirectory directory) {
        directory.document(); // there is a study
        Map<String, List<Plan.Planned>> planned =
                directory.plan().trials().stream().collect(Collectors.groupingBy(Plan.Planned::id));
        Map<Plan.Planned, Outcome> ended = new LinkedHashMap<>();
        directory
                .journal()
                .rows(
                        planned::containsKey,
                        row -> planned.get(row.outcome().id())
                                .forEach(trial -> ended.put(
                                        trial,
                                        Row.as(
                                                row.outcome(),
                                                trial.trial(
                                                        row.outcome().trial().request())))));
        return directory.plan().trials().stream()
                .filter(ended::containsKey)
                .map((Function<Plan.Planned, Outcome>) ended::get)
                .toList();
    }
}
