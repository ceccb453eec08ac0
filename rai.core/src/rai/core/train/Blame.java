package rai.core.train;

import rai.api.spec.SpecException;

/** Names the service at fault. */
final class Blame {
    private final Standing run;

    Blame(Standing run) {
        this.run = run;
    }

    String sentence(Throwable failure) {
        return "a service failed (" + told(failure) + ")";
    }

    String forNan() {
        return "";
    }

    String told(Throwable failure) {
        return failure instanceof SpecException || failure instanceof Watchdog.Hang
                ? failure.getMessage()
                : failure.toString();
    }
}
