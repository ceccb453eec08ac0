package rai.formats;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rai.api.probe.ProbeSeries;
import rai.api.run.RecordedEvent;
import rai.api.run.RunReader;

/** The history of a run as values, each with its step. */
final class History {
    static final String OBJECTIVE = "objective";

    private History() {}

    /** Receives a value. */
    interface Value {
        /**
         * @param step the steps done
         * @param name {@code objective}, a metric such as {@code test_accuracy}, or a column of a probe
         * @param probe the spec of the probe; empty for the others
         * @param layer the layer that the probe measured; empty for the others
         * @param value the value; NaN if it is not defined
         */
        void take(long step, String name, String probe, String layer, double value);
    }

    /** Reads the objective and the metrics row by row, then the probes. */
    static void read(RunReader run, Value reader) {
        run.history(row -> {
            row.objective().ifPresent(objective -> reader.take(row.step(), OBJECTIVE, "", "", objective));
            row.metrics().forEach((name, value) -> reader.take(row.step(), name, "", "", value));
        });
        for (ProbeSeries series : run.probes()) {
            for (ProbeSeries.Row row : series.rows()) {
                for (int j = 0; j < row.values().size(); j++) {
                    reader.take(
                            row.step(),
                            series.columns().get(j),
                            series.probe(),
                            row.layer(),
                            row.values().get(j));
                }
            }
        }
    }

    /** When steps were done: events say it for some, between them they are taken to be equally long. */
    static final class Clock {
        private final TreeMap<Long, Instant> times = new TreeMap<>();

        Clock(RunReader run) {
            for (RecordedEvent recorded : run.events()) {
                times.put(recorded.event().step(), recorded.time());
            }
        }

        /** @return seconds since 1970; 0 if no event is recorded */
        double seconds(long step) {
            Map.Entry<Long, Instant> before = times.floorEntry(step);
            Map.Entry<Long, Instant> after = times.ceilingEntry(step);
            if (before == null || after == null) {
                Map.Entry<Long, Instant> one = before == null ? after : before;
                return one == null ? 0 : seconds(one.getValue());
            }
            long steps = after.getKey() - before.getKey();
            double share = steps == 0 ? 0 : (double) (step - before.getKey()) / steps;
            return seconds(before.getValue())
                    + share
                            * Duration.between(before.getValue(), after.getValue())
                                    .toNanos()
                            / 1e9;
        }

        private static double seconds(Instant time) {
            return time.getEpochSecond() + time.getNano() / 1e9;
        }
    }

    /** @return the probes whose rows are curves, at each step several rows of a layer */
    static List<String> curves(RunReader run) {
        List<String> curves = new ArrayList<>();
        run.probes().stream()
                .filter(ProbeSeries::isCurve)
                .map(ProbeSeries::probe)
                .forEach(curves::add);
        return curves;
    }
}
