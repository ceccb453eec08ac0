package rai.studies.journal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.study.Trial;

/** Values that many trials have in common, once: thousands of trials differ in little more than a rate and a seed. */
public final class Pool {
    private final Map<Object, Object> values = new HashMap<>();

    /**
     * @param value a value that does not change
     * @param <T> its type
     * @return an equal value, the same for all that are equal
     */
    @SuppressWarnings("unchecked")
    public <T> T of(T value) {
        return value == null ? null : (T) values.computeIfAbsent(value, same -> same);
    }

    /**
     * @param trial a trial
     * @return the same trial, with the parts of its request that others have too
     */
    public Trial of(Trial trial) {
        RunRequest request = trial.request();
        return new Trial(
                of(trial.stage()),
                shared(trial.factors()),
                new RunRequest(
                        of(request.data()),
                        of(request.model()),
                        of(request.phases()),
                        of(request.evaluation()),
                        of(request.execution()),
                        of(request.keeping()),
                        of(request.faults())),
                trial.keep());
    }

    /**
     * @param map a map
     * @return a map with shared keys and values
     */
    public Map<String, Object> shared(Map<String, Object> map) {
        Map<String, Object> shared = new LinkedHashMap<>(map.size() * 2);
        map.forEach((key, value) -> shared.put(of(key), of(value)));
        return shared;
    }

    /** The specs of a result, which is by far the most of it. */
    RunResult of(RunResult result) {
        return new RunResult(
                of(result.run()),
                shared(result.spec()),
                result.seed(),
                result.steps(),
                result.seconds(),
                result.train(),
                result.valid(),
                result.test(),
                result.method(),
                result.phases(),
                result.stateHash(),
                result.stopped(),
                of(result.reason()),
                of(result.baseline()),
                of(result.hints()));
    }
}
