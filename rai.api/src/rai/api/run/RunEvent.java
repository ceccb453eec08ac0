package rai.api.run;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.document.Documents;
import rai.api.probe.Measurement;
import rai.api.spec.SpecException;

/** Something that happened in a run: a value, and a document of maps, lists, texts and numbers. */
@ProviderType
public sealed interface RunEvent {
    /** @return the steps done when it happened */
    long step();

    /**
     * The event as a document: {@code step}, {@code event} with the kind in lower case ({@code started}, {@code wentback}),
     * and the
     * components of the event by their names in snake case. Numbers that are not finite stay as they are; in JSON they
     * become null.
     *
     * @return the document
     */
    default Map<String, Object> asMap() {
        return EventDocuments.of(this);
    }

    /**
     * Reads a document of {@link #asMap}, also one that an earlier version of RAI has written. Keys that the event does not
     * have are ignored; null in place of a number is read as NaN.
     *
     * @param document the document
     * @return the event; {@link Unknown} if a newer version of RAI knows more kinds than this one
     * @throws SpecException if the document is not that of an event
     */
    static RunEvent of(Map<?, ?> document) {
        return EventDocuments.read(document);
    }

    /**
     * The run begins, or continues after an interruption.
     *
     * @param step 0, or the steps done before the interruption
     * @param run the run's name
     * @param totalSteps how many steps it will take
     * @param spec all specs as resolved
     */
    record Started(long step, String run, long totalSteps, Map<String, Object> spec) implements RunEvent {}

    /**
     * The network starts with the values of a run that has ended.
     *
     * @param step 0
     * @param run the directory of that run
     * @param state the SHA-256 of its state
     * @param taken the names of the layers that start with its values, such as {@code dense_1}
     * @param fresh the names of the layers that get start values
     * @param reason a sentence if features or classes are called otherwise than in that run, else an empty text
     */
    record StartedFrom(long step, String run, String state, List<String> taken, List<String> fresh, String reason)
            implements RunEvent {
        /** Copies the lists. */
        public StartedFrom {
            taken = List.copyOf(taken);
            fresh = List.copyOf(fresh);
        }
    }

    /**
     * A step is done.
     *
     * @param step its number, from 1
     * @param method the name of the method
     * @param objective the objective before the step
     */
    record Stepped(long step, String method, double objective) implements RunEvent {}

    /**
     * The true forward pass was evaluated.
     *
     * @param step the steps done
     * @param train loss, accuracy or rmse, and the metrics asked for, on the training data
     * @param valid the same on the validation data; empty without
     * @param test the same on the test data; empty without
     * @param method what the method reports
     */
    record Evaluated(
            long step,
            Map<String, Double> train,
            Map<String, Double> valid,
            Map<String, Double> test,
            Map<String, Object> method)
            implements RunEvent {
        /** An evaluation without validation data. */
        public Evaluated(long step, Map<String, Double> train, Map<String, Double> test, Map<String, Object> method) {
            this(step, train, Map.of(), test, method);
        }
    }

    /**
     * A probe has measured the run.
     *
     * @param step the steps done
     * @param probe the spec of the probe, as it was asked for
     * @param columns the names of what it measures
     * @param rows the measurements
     */
    record Probed(long step, String probe, List<String> columns, List<Measurement> rows) implements RunEvent {
        /** Copies the lists. */
        public Probed {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * An epoch is done.
     *
     * @param step the steps done
     * @param epoch its number, from 1
     */
    record Epoch(long step, long epoch) implements RunEvent {}

    /**
     * A service was replaced while the run was training: by another provider of the same name, or by hand.
     *
     * @param step the steps done
     * @param kind the kind of service, such as {@code activation}
     * @param from the service until then
     * @param to the service from the next step on
     * @param state for a change by hand, a sentence that says what part of the state was kept and what was reset; empty for
     *     another provider of the same service, which keeps all state
     */
    record Swapped(long step, String kind, Used from, Used to, String state) implements RunEvent {}

    /**
     * A service in use.
     *
     * @param spec its full spec; empty for none
     * @param bundle the symbolic name of its bundle
     * @param version the version of that bundle
     * @param sha256 the SHA-256 of the content of that bundle; empty if it is not known
     */
    record Used(String spec, String bundle, String version, String sha256) {
        /** No service. */
        public static final Used NOTHING = new Used("", "", "", "");

        /** @return bundle and version */
        public String provider() {
            return bundle + " " + version;
        }

        /** @return the same as a document */
        public Map<String, Object> asMap() {
            return Documents.of(this);
        }
    }

    /**
     * The run waits.
     *
     * @param step the steps done
     * @param cause the kind of reason
     * @param reason what it waits for, as a sentence
     */
    record Paused(long step, Cause cause, String reason) implements RunEvent {
        /** What a run waits for. */
        public enum Cause {
            /** A user paused it, and has to continue it. */
            REQUEST,
            /** A service is missing. */
            SERVICE,
            /** Its directory can't be written. */
            DISK
        }

        /**
         * @param step the steps done
         * @return the event that a user paused the run
         */
        public static Paused byRequest(long step) {
            return new Paused(step, Cause.REQUEST, "somebody paused it");
        }

        /** @return whether a user paused it */
        public boolean isByRequest() {
            return cause == Cause.REQUEST;
        }
    }

    /**
     * The run continues.
     *
     * @param step the steps done
     */
    record Resumed(long step) implements RunEvent {}

    /**
     * The run went back to the state in which the watched metric was best.
     *
     * @param step the steps done
     * @param to the steps done in that state
     * @param reason a sentence that says which metric was watched, and whether the method ended early
     */
    record WentBack(long step, long to, String reason) implements RunEvent {}

    /**
     * The run continues, but its user should know of something.
     *
     * @param step the steps done
     * @param reason a sentence, such as that a metric that is watched has become NaN
     */
    record Warned(long step, String reason) implements RunEvent {}

    /**
     * The run has ended.
     *
     * @param step the steps done
     * @param stopped why
     * @param reason a sentence if it ended early, else an empty text
     */
    record Stopped(long step, RunResult.Stop stopped, String reason) implements RunEvent {}

    /**
     * An event of a kind that this version of RAI does not know, written by a newer one.
     *
     * @param step the steps done, or 0 if the document does not say
     * @param event the kind
     * @param document the whole document
     */
    record Unknown(long step, String event, Map<String, Object> document) implements RunEvent {
        @Override
        public Map<String, Object> asMap() {
            return document;
        }
    }
}
