package rai.studies.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rai.api.study.Outcome;
import rai.api.study.Trial;
import rai.studies.document.Level;

/** Outcomes by the factors of their trials. */
final class Outcomes {
    private Outcomes() {}

    /** The outcomes of a stage. */
    static Map<List<Object>, Outcome> of(String stage, List<Outcome> all) {
        Map<List<Object>, Outcome> outcomes = new HashMap<>();
        for (Outcome outcome : all) {
            if (outcome.trial().stage().equals(stage)) {
                outcomes.put(key(outcome.trial().factors()), outcome);
            }
        }
        return outcomes;
    }

    /** A trial as messages name it. */
    static String name(Trial trial) {
        List<String> factors = new ArrayList<>();
        trial.factors().forEach((name, value) -> factors.add(name + "=" + Level.text(value)));
        return String.join(", ", factors);
    }

    /** Equal for equal factors, of whatever type their numbers are read. */
    static List<Object> key(Map<String, Object> factors) {
        List<Object> key = new ArrayList<>();
        factors.forEach((name, value) -> {
            key.add(name);
            key.add(Level.text(value));
        });
        return key;
    }
}
