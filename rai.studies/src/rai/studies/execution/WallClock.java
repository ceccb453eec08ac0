package rai.studies.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How long at least one trial was being trained: trials overlap, and nothing is trained between two commands. */
final class WallClock {
    private record Span(double from, double to) {}

    private final List<Span> spans = new ArrayList<>();
    private boolean known = true;

    /**
     * Adds a trial.
     *
     * @param ended when it ended, in milliseconds since some time; 0 if that is not known
     * @param seconds how long it took
     */
    void add(long ended, double seconds) {
        known &= ended > 0;
        spans.add(new Span(ended / 1e3 - seconds, ended / 1e3));
    }

    /** @return the seconds; NaN if the end of a trial is not known */
    double seconds() {
        if (!known) {
            return Double.NaN;
        }
        spans.sort(Comparator.comparingDouble(Span::from));
        double sum = 0;
        double until = Double.NEGATIVE_INFINITY;
        for (Span span : spans) {
            sum += Math.max(0, span.to() - Math.max(span.from(), until));
            until = Math.max(until, span.to());
        }
        return sum;
    }
}
