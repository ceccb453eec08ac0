package rai.api.run;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rai.api.spec.DocumentException;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/**
 * When a run is evaluated, and by which metrics; and what probes measure in it.
 *
 * @param every how often, in steps or epochs, the run is evaluated on all data; 0 is once, at the end of each phase
 * @param metrics the specs of the metrics to evaluate in addition to the loss and accuracy or rmse; results are named as
 *     written here
 * @param probes the specs of the probes; their series are named as written here
 * @param probeEvery how often they measure, in steps or epochs; 0 is at the start of the run and at the end of each phase. If it
 *     is empty, they measure as often as the run is evaluated
 * @param probeRows how many training examples they look at
 */
public record EvaluationOptions(
        Interval every, List<String> metrics, List<String> probes, Optional<Interval> probeEvery, int probeRows) {
    /** Checks the numbers and copies the lists. */
    public EvaluationOptions {
        requireRepeatable("every", every);
        probeEvery.ifPresent(interval -> requireRepeatable("probe_every", interval));
        Checks.requireAtLeast(1, "probe_rows", probeRows, "");
        metrics = List.copyOf(metrics);
        probes = List.copyOf(probes);
        requireSpecs("metrics", metrics, "auc,f1, or none");
        requireSpecs("probes", probes, "gradient-flow");
    }

    private static void requireRepeatable(String key, Interval interval) {
        if (interval.unit() == Interval.Unit.SECONDS) {
            throw new DocumentException(
                    key, "must be a number of steps or epochs, so that a run can be repeated, but is " + interval);
        }
    }

    private static void requireSpecs(String key, List<String> specs, String example) {
        Set<String> seen = new HashSet<>();
        for (String spec : specs) {
            if (spec.isBlank()) {
                throw new DocumentException(key, "has an empty entry: write specs, as in " + example);
            }
            if (!seen.add(plain(spec))) {
                throw new DocumentException(key, "has " + spec.strip() + " twice: leave out one");
            }
        }
    }

    /** @return how often probes measure */
    public Interval probeInterval() {
        return probeEvery.orElse(every);
    }

    /** Two texts of one spec have their results under one name. */
    private static String plain(String spec) {
        try {
            return Spec.parse(spec).toString();
        } catch (SpecException e) {
            return spec; // whoever resolves it explains what is wrong
        }
    }
}
