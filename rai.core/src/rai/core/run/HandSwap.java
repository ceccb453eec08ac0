package rai.core.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rai.api.activation.Activation;
import rai.api.layer.LayerFunction;
import rai.api.loss.Loss;
import rai.api.method.TrainingMethod;
import rai.api.network.Layer;
import rai.api.optimizer.Optimizer;
import rai.api.run.RunEvent.Swapped;
import rai.api.run.RunEvent.Used;
import rai.api.schedule.Schedule;
import rai.api.spec.Spec;
import rai.core.plan.PlannedPhase;
import rai.core.state.Setup;

/** What a change by hand has changed: the services, and what became of the state. */
final class HandSwap {
    private static final int MOST_NAMES = 8;

    private final Setup old;
    private final Setup next;
    private final PlannedPhase was;
    private final PlannedPhase now;

    HandSwap(Setup old, Setup next, PlannedPhase was, PlannedPhase now) {
        this.old = old;
        this.next = next;
        this.was = was;
        this.now = now;
    }

    /** @return whether the same optimizers move the same parts */
    boolean sameOptimizers() {
        return was.optimizer().equals(now.optimizer()) && was.optimizers().equals(now.optimizers());
    }

    /** @return whether the schedule is the same */
    boolean sameSchedule() {
        return was.schedule() != null && was.schedule().equals(now.schedule());
    }

    /**
     * The events that report it.
     *
     * @param step the steps done
     * @param reinitialized parameters and variables that were reset
     * @param slots the vectors of the optimizer; none if it has none
     * @param slotsKept whether they were kept
     * @return one for each service that changed
     */
    List<Swapped> events(long step, List<String> reinitialized, Set<String> slots, boolean slotsKept) {
        String state = sentence(reinitialized, slots, slotsKept);
        List<Swapped> events = new ArrayList<>();
        for (int i = 0; i < next.network().layers().size(); i++) {
            Optional<Used> from = function(old, i);
            Optional<Used> to = function(next, i);
            if (from.isPresent()
                    && to.isPresent()
                    && !from.get().spec().equals(to.get().spec())) {
                Swapped swapped = new Swapped(step, "activation", from.get(), to.get(), state);
                if (!events.contains(swapped)) {
                    events.add(swapped);
                }
            }
        }
        add(
                events,
                step,
                state,
                Loss.class,
                "loss",
                old.plan().loss(),
                next.plan().loss());
        add(events, step, state, TrainingMethod.class, "method", was.method(), now.method());
        add(events, step, state, Optimizer.class, "optimizer", was.optimizer(), now.optimizer());
        add(events, step, state, Schedule.class, "schedule", was.schedule(), now.schedule());
        return events;
    }

    private void add(List<Swapped> events, long step, String state, Class<?> kind, String word, Spec from, Spec to) {
        if (from == null ? to != null : !from.equals(to)) {
            events.add(new Swapped(step, word, used(old, kind, from), used(next, kind, to), state));
        }
    }

    private static Used used(Setup setup, Class<?> kind, Spec spec) {
        return spec == null ? Used.NOTHING : setup.services().used(kind, spec);
    }

    private static Optional<Used> function(Setup setup, int layer) {
        Layer l = setup.network().layers().get(layer);
        if (l instanceof Layer.Activate activate) {
            return Optional.of(setup.services().used(Activation.class, activate.spec()));
        }
        if (l instanceof Layer.Apply apply) {
            return Optional.of(setup.services().used(LayerFunction.class, apply.spec()));
        }
        return Optional.empty();
    }

    /** Of very many, as lbfgs has them, the first and the last. */
    static String names(Set<String> slots) {
        List<String> all = List.copyOf(slots);
        return all.size() <= MOST_NAMES
                ? String.join(", ", all)
                : all.get(0) + " to " + all.get(all.size() - 1) + " (" + all.size() + " vectors)";
    }

    private static String sentence(List<String> reinitialized, Set<String> slots, boolean slotsKept) {
        List<String> kept = new ArrayList<>(List.of("the parameters"));
        Set<String> made = new LinkedHashSet<>(reinitialized);
        if (!slots.isEmpty()) {
            (slotsKept ? kept : made).add("the optimizer's " + names(slots));
        }
        return "kept: " + String.join("; ", kept) + (made.isEmpty() ? "" : "; reset: " + String.join("; ", made));
    }
}
