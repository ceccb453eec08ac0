package rai.api.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** Something that happened in a run. */
public sealed interface RunEvent {
    /** @return the steps done when it happened */
    long step();

    /**
     * The run is ready and begins.
     *
     * @param step 0
     * @param run the run's name
     * @param totalSteps how many steps it will take
     * @param spec all specs as resolved
     */
    record Started(long step, String run, long totalSteps, Map<String, Object> spec) implements RunEvent {}

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
     * @param test the same on the test data; empty without
     * @param method what the method reports
     */
    record Evaluated(long step, Map<String, Double> train, Map<String, Double> test, Map<String, Object> method)
            implements RunEvent {}

    /**
     * An epoch is done.
     *
     * @param step the steps done
     * @param epoch its number, from 1
     */
    record Epoch(long step, long epoch) implements RunEvent {}

    /**
     * A service was replaced while the run was going on: by another provider of the same name, or by hand.
     *
     * @param step the steps done
     * @param kind the kind of service, such as {@code activation}
     * @param from what was used until then
     * @param to what is used from the next step on
     * @param state a sentence that tells what of the state was made anew; empty where all was kept
     */
    record Swapped(long step, String kind, Used from, Used to, String state) implements RunEvent {}

    /**
     * A service in use.
     *
     * @param spec its full spec; empty for none
     * @param bundle the symbolic name of its bundle
     * @param version the version of that bundle
     * @param sha256 the SHA-256 of the content of that bundle; empty where it is not known
     */
    record Used(String spec, String bundle, String version, String sha256) {
        /** Nothing: where there was none, or is none from now on. */
        public static final Used NOTHING = new Used("", "", "", "");

        /** @return bundle and version */
        public String provider() {
            return bundle + " " + version;
        }

        /** @return the same, by the names of the components */
        public Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("spec", spec);
            map.put("bundle", bundle);
            map.put("version", version);
            map.put("sha256", sha256);
            return map;
        }
    }

    /**
     * The run waits: for a service that is gone, for room on the disk, or since somebody paused it.
     *
     * @param step the steps done
     * @param reason what it waits for
     */
    record Paused(long step, String reason) implements RunEvent {
        /** The reason where somebody paused it. */
        public static final String BY_SOMEBODY = "somebody paused it";
    }

    /**
     * The run goes on.
     *
     * @param step the steps done
     */
    record Resumed(long step) implements RunEvent {}

    /**
     * The run went back to the state in which the watched metric was best.
     *
     * @param step the steps done
     * @param to after how many steps that state was
     * @param reason a sentence that says what was watched, and whether it ended the method early
     */
    record WentBack(long step, long to, String reason) implements RunEvent {}

    /**
     * The run has ended.
     *
     * @param step the steps done
     * @param stopped why
     * @param reason a sentence where it ended early, or an empty text
     */
    record Stopped(long step, RunResult.Stop stopped, String reason) implements RunEvent {}
}
