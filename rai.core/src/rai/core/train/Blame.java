package rai.core.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rai.api.method.TrainingMethod;
import rai.api.spec.SpecException;
import rai.core.guard.Culprit;

/** Names the service at fault, and has it put into quarantine. */
final class Blame {
    private final Standing run;

    Blame(Standing run) {
        this.run = run;
    }

    /** @return who failed, and how */
    String sentence(Throwable failure) {
        if (run.altered) {
            Services.InUse method = run.services().inUse(TrainingMethod.class, run.stage.method());
            return condemn(method, told(failure));
        }
        if (run.distrusted) {
            return told(failure); // which names the service
        }
        List<StackTraceElement[]> traces = Watchdog.traces(failure);
        List<Services.InUse> used = run.services().inUse();
        Optional<Services.InUse> culprit = Culprit.executing(traces, used, Services.InUse::service);
        if (culprit.isPresent() && !(failure instanceof SpecException)) {
            return condemn(culprit.get(), told(failure));
        }
        // what the core throws when it is called is not the fault of the caller alone
        return culprit.or(() -> Culprit.of(traces, used, Services.InUse::service))
                        .map(Blame::word)
                        .orElse("a service") + " failed (" + told(failure) + ")";
    }

    private String condemn(Services.InUse culprit, String what) {
        run.services().condemn(culprit, "it failed in a run: " + what);
        return word(culprit) + " failed (" + what + ")";
    }

    private static String word(Services.InUse culprit) {
        return "the " + culprit;
    }

    /** @return which of the services give numbers that are not finite where they must not, in brackets; empty where none does */
    String forNan() {
        String all = run.services().condemnBad().stream().collect(Collectors.joining("; "));
        return all.isEmpty() ? "" : " (" + all + ")";
    }

    private static String told(Throwable failure) {
        return failure instanceof SpecException || failure instanceof Watchdog.Hang
                ? failure.getMessage()
                : failure.toString();
    }
}
