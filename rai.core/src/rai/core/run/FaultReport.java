package rai.core.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rai.api.method.TrainingMethod;
import rai.api.spec.SpecException;
import rai.core.guard.FaultAttribution;
import rai.core.guard.Watchdog;
import rai.core.service.Services;

/** Names the service at fault, and has it put into quarantine. */
final class FaultReport {
    private final RunContext run;

    FaultReport(RunContext run) {
        this.run = run;
    }

    /** @return who failed, and how */
    String sentence(Throwable failure) {
        if (run.isDataAltered()) {
            Services.InUse method =
                    run.services().inUse(TrainingMethod.class, run.phase().method());
            return condemn(method, told(failure));
        }
        if (run.isDistrusted()) {
            return told(failure); // which names the service
        }
        List<StackTraceElement[]> traces = Watchdog.traces(failure);
        List<Services.InUse> used = run.services().inUse();
        Optional<Services.InUse> faulty = FaultAttribution.executing(traces, used, Services.InUse::service);
        if (faulty.isPresent() && !(failure instanceof SpecException)) {
            return condemn(faulty.get(), told(failure));
        }
        // what the core throws when it is called is not the fault of the caller alone
        return faulty.or(() -> FaultAttribution.of(traces, used, Services.InUse::service))
                        .map(FaultReport::word)
                        .orElse("a service")
                + " failed (" + told(failure) + ")";
    }

    private String condemn(Services.InUse faulty, String what) {
        run.services().condemn(faulty, "it failed in a run: " + what);
        return word(faulty) + " failed (" + what + ")";
    }

    private static String word(Services.InUse faulty) {
        return "the " + faulty;
    }

    /** @return which of the services return numbers that are not finite although they must not, in brackets; empty if none does */
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
