package rai.core.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rai.api.data.Part;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.run.Phase;
import rai.api.run.RefusalException;
import rai.api.run.RunRequest;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.DocumentException;
import rai.api.spec.Spec;
import rai.api.spec.Words;
import rai.api.state.Numbers;
import rai.core.data.DataFacts;
import rai.core.evaluate.EarlyStopping;
import rai.core.evaluate.Figures;
import rai.core.guard.KeptNumbers;
import rai.core.service.Services;

/** Says before a run is made what of its control can't be. */
public final class ControlCheck {
    private ControlCheck() {}

    static void require(
            RunRequest request, List<PlannedPhase> stages, Services services, Network network, DataFacts data) {
        int examples = data.examples();
        List<String> variables = stages.stream()
                .flatMap(stage -> services.method(stage.method()).variables(network, examples).stream())
                .map(variable -> variable.name())
                .toList();
        Set<String> groups = OptimizerGroups.names(variables);
        for (int i = 0; i < stages.size(); i++) {
            PlannedPhase stage = stages.get(i);
            for (String group : stage.optimizers().keySet()) {
                if (!groups.contains(group)) {
                    throw DocumentException.at(
                            "phases[" + i + "].optimizer_for", Words.unknown("part of what is trained", group, groups));
                }
            }
            String key = "phases[" + i + "].";
            String where = PlannedPhase.inPhase(i, stages.size());
            Stream.concat(Stream.of(stage.optimizer()), stage.optimizers().values().stream())
                    .filter(spec -> services.optimizer(spec) instanceof ObjectiveOptimizer)
                    .forEach(spec -> {
                        requireServed(where, key, spec, stage.method().name(), services.method(stage.method()));
                        requireAlone(where, key, spec, stage.asked(), examples);
                    });
            Keys.at(key + "schedule", () -> {
                requireSchedule(where, stage, services, request, data.parts());
                return null;
            });
            stage.asked()
                    .stopEarly()
                    .map(text -> Keys.at(key + "stop_early", () -> EarlyStopping.parse(text)))
                    .ifPresent(
                            rule -> requireEvaluations(where + "early stopping", rule.metric(), request, data.parts()));
        }
    }

    private static void requireSchedule(
            String where, PlannedPhase stage, Services services, RunRequest request, Set<Part> parts) {
        if (stage.schedule() == null) {
            return;
        }
        Schedule schedule = services.schedule(stage.schedule());
        Numbers trial = new KeptNumbers(schedule.numbers());
        schedule.init(trial);
        schedule.factor(new Progress(0, stage.steps()), trial); // what it can't do it says now
        schedule.watches()
                .filter(figure -> !figure.equals(Figures.OBJECTIVE))
                .ifPresent(figure -> requireEvaluations(
                        where + "the schedule " + stage.schedule().name(), figure, request, parts));
    }

    private static void requireServed(String where, String key, Spec optimizer, String name, TrainingMethod method) {
        if (method.evaluatesOnce()) {
            throw new RefusalException(
                    where + "the optimizer " + optimizer.name()
                            + " evaluates the objective several times per step, but " + name + " evaluates it once",
                    "choose another --optimizer, such as adam",
                    "set " + key + "optimizer to another one, such as adam");
        }
    }

    /** A line search must see all that is trained and the very objective whose gradient it follows. */
    private static void requireAlone(String where, String key, Spec optimizer, Phase phase, int examples) {
        Map<String, String> tooMuch = new LinkedHashMap<>();
        if (!phase.optimizerFor().isEmpty()) {
            tooMuch.put("--optimizer-for", "an optimizer for a group");
        }
        if (phase.clipValue() > 0) {
            tooMuch.put("--clip-value", "clipping by value");
        }
        if (phase.clipNorm() > 0) {
            tooMuch.put("--clip-norm", "clipping by norm");
        }
        if (phase.maxNorm() > 0) {
            tooMuch.put("--max-norm", "a maximum norm");
        }
        if (phase.isMiniBatch(examples)) {
            tooMuch.put("--batch", "batches of " + phase.batch());
        }
        if (!tooMuch.isEmpty()) {
            throw new RefusalException(
                    where + "the optimizer " + optimizer.name() + " evaluates one objective of all that is trained on"
                            + " all examples, but the phase has " + list(List.copyOf(tooMuch.values())),
                    "leave out " + String.join(", ", tooMuch.keySet()),
                    "leave out "
                            + tooMuch.keySet().stream()
                                    .map(option -> key + option.substring(2).replace('-', '_'))
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static String list(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private static void requireEvaluations(String who, String figure, RunRequest request, Set<Part> parts) {
        if (request.evaluation().every().isNever()) {
            throw new RefusalException(
                    who + " watches " + figure + ", but the run is not evaluated while it trains",
                    "give --evaluate-every",
                    "set evaluation.every");
        }
        if (figure.startsWith("test.") && !parts.contains(Part.TEST)) {
            throw new RefusalException(
                    who + " watches " + figure + ", but there are no test data",
                    "give --test, --holdout or --split",
                    "set data.test, data.holdout or data.split");
        }
        if (figure.startsWith("valid.") && !parts.contains(Part.VALID)) {
            throw new RefusalException(
                    who + " watches " + figure + ", but there are no validation data",
                    "give --split with a share for validation, such as 0.7/0.15/0.15",
                    "set data.split with a share for validation, such as 0.7/0.15/0.15");
        }
    }

    /**
     * Checks the name of a figure against those that an evaluation gives.
     *
     * @param figure the name
     * @param known what an evaluation gives
     */
    public static void requireKnown(String figure, Collection<String> known) {
        if (!known.contains(figure)) {
            throw Words.unknown("metric", figure, known);
        }
    }
}
