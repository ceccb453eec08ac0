package rai.studies.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rai.api.run.RunRequest;
import rai.api.spec.SpecException;
import rai.api.study.Trial;

/**
 * What is planned: the trials of all stages so far, in the order of the plan. It says how trials are called; the journal, which may
 * have more of them, how they ended.
 *
 * @param trials the trials
 * @param isWhole whether no stage can follow
 */
public record Plan(List<Planned> trials, boolean isWhole) {
    private static final String FILE = "plan.jsonl";

    /**
     * A trial of the plan.
     *
     * @param id its identity
     * @param stage its stage
     * @param factors what distinguishes it
     * @param keep whether its run is to be kept
     * @param seconds its estimated time in one thread; NaN if it is not known
     */
    public record Planned(String id, String stage, Map<String, Object> factors, boolean keep, double seconds) {
        /** @return the trial */
        public Trial trial(RunRequest request) {
            return new Trial(stage, factors, request, keep);
        }
    }

    static Plan read(Path study) throws IOException {
        List<Planned> trials = new ArrayList<>();
        boolean whole = false;
        if (!Files.exists(study.resolve(FILE))) {
            return new Plan(trials, false);
        }
        try (BufferedReader in = Files.newBufferedReader(study.resolve(FILE))) {
            whole = Boolean.TRUE.equals(document(study, in.readLine()).get("whole"));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Map<String, Object> trial = document(study, line);
                trials.add(new Planned(
                        Objects.toString(trial.get("id"), ""),
                        Objects.toString(trial.get("stage"), ""),
                        Row.factors(trial.get("factors")),
                        Boolean.TRUE.equals(trial.get("keep")),
                        Json.number(trial.get("seconds"))));
            }
        }
        return new Plan(trials, whole);
    }

    private static Map<String, Object> document(Path study, String line) {
        return Json.parse(Objects.toString(line, ""))
                .orElseThrow(() -> new SpecException(
                        study.resolve(FILE) + " is damaged: run the study again, which writes it from scratch"));
    }

    void write(Path study) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(Json.line(Map.of("trials", trials.size(), "whole", isWhole)))
                .append('\n');
        for (Planned trial : trials) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("id", trial.id());
            document.put("stage", trial.stage());
            document.put("factors", trial.factors());
            document.put("keep", trial.keep());
            document.put("seconds", trial.seconds());
            text.append(Json.line(document)).append('\n');
        }
        Durable.write(study.resolve(FILE), text.toString());
    }
}
