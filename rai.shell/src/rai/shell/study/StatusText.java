package rai.shell.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rai.api.study.StudyStatus;

/** How a study stands, as lines and as a document. */
final class StatusText {
    private StatusText() {}

    static List<String> lines(StudyStatus status) {
        List<String> lines = new ArrayList<>();
        String state = status.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        lines.add(status.study() + " in " + status.directory() + ": " + state + ", "
                + (status.planned() == 0
                        ? status.state() == StudyStatus.State.COMPLETE ? "trains nothing" : "not planned yet"
                        : status.ended() + " of " + PlanText.count(status.planned(), "trial") + " ended")
                + (status.diverged() > 0 ? ", " + status.diverged() + " of them diverged" : "")
                + (status.failed() > 0 ? ", " + status.failed() + " of them failed" : ""));
        if (status.processes() > 0) {
            lines.add(PlanText.count(status.processes(), "process").replace("processs", "processes") + " training "
                    + PlanText.count(status.training().size(), "trial")
                    + (Double.isNaN(status.secondsLeft())
                            ? ""
                            : ", about " + PlanText.duration(status.secondsLeft()) + " left"));
        }
        status.failures()
                .forEach((cause, number) -> lines.add("failed: " + PlanText.count(number, "trial") + ": " + cause));
        return lines;
    }

    static Map<String, Object> document(StudyStatus status) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("study", status.study());
        map.put("directory", status.directory());
        map.put("state", status.state().name().toLowerCase(Locale.ROOT));
        map.put("planned", status.planned());
        map.put("done", status.done());
        map.put("diverged", status.diverged());
        map.put("failed", status.failed());
        map.put("processes", status.processes());
        map.put("training", status.training());
        map.put("failures", status.failures());
        map.put("seconds_left", status.secondsLeft());
        return map;
    }
}
