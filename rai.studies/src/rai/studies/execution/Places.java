package rai.studies.execution;

import java.util.LinkedHashMap;
import java.util.Map;
import rai.api.run.DataFiles;
import rai.api.run.RunRequest;
import rai.api.study.Trial;

/**
 * Where another machine has the files that data are read from.
 *
 * @param map the place of a file here, by the place that a request names
 */
record Places(Map<String, String> map) {
    /** @return the same trial, which reads the files where they are here */
    Trial found(Trial trial) {
        if (map.isEmpty()) {
            return trial;
        }
        Map<String, Object> document = new LinkedHashMap<>(trial.request().asMap());
        document.put("data", DataFiles.data(document, text -> map.getOrDefault(text, text)));
        return new Trial(trial.stage(), trial.factors(), RunRequest.of(document), trial.keep());
    }
}
