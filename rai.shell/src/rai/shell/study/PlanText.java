package rai.shell.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rai.api.study.StudyCall;
import rai.api.study.StudyPlan;
import rai.api.study.Trial;
import rai.shell.text.Numbers;

/** A plan as lines, and as a document. */
record PlanText(StudyCall call, StudyPlan plan) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(call.study().title());
        stages().forEach((stage, trials) -> {
            int known = plan.done().getOrDefault(stage, 0);
            lines.add(stage + ": " + count(trials.size(), "trial") + axes(trials)
                    + (known == 0 ? "" : "; " + known + (known == 1 ? " has" : " have") + " ended already"));
        });
        if (plan.later() > 0) {
            lines.add("then, from their results: " + count(plan.later(), "trial"));
        }
        if (plan.reused() > 0) {
            lines.add("taken from other studies: " + count(plan.reused(), "trial"));
        }
        plan.dropped().forEach((reason, number) -> lines.add("dropped: " + count(number, "trial") + ", " + reason));
        if (plan.trials().isEmpty() && plan.later() == 0) {
            lines.add("trains nothing: what it says is computed for the report");
        } else if (!Double.isNaN(plan.seconds()) && missing()) {
            lines.add("at most about " + duration(plan.seconds()) + " on this machine, " + Numbers.bytes(plan.bytes())
                    + " of memory at once for data and networks, " + Numbers.bytes(plan.diskBytes()) + " on disk");
        }
        lines.addAll(plan.warnings());
        return lines;
    }

    private boolean missing() {
        int done = plan.done().values().stream().mapToInt(Integer::intValue).sum();
        return plan.later() > 0 || done < plan.trials().size() || plan.trials().isEmpty();
    }

    private Map<String, List<Trial>> stages() {
        Map<String, List<Trial>> stages = new LinkedHashMap<>();
        plan.trials()
                .forEach(trial -> stages.computeIfAbsent(trial.stage(), stage -> new ArrayList<>())
                        .add(trial));
        return stages;
    }

    /** How many levels each axis has: " (activation 5, rate 8, seed 10)". */
    private static String axes(List<Trial> trials) {
        List<String> axes = new ArrayList<>();
        levels(trials).forEach((axis, levels) -> axes.add(axis + " " + levels.size()));
        return axes.isEmpty() ? "" : " (" + String.join(", ", axes) + ")";
    }

    private static Map<String, Set<String>> levels(List<Trial> trials) {
        Map<String, Set<String>> levels = new LinkedHashMap<>();
        trials.forEach(trial -> trial.factors()
                .forEach((axis, level) ->
                        levels.computeIfAbsent(axis, a -> new LinkedHashSet<>()).add(String.valueOf(level))));
        return levels;
    }

    Map<String, Object> document() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("study", call.study().name());
        map.put("title", call.study().title());
        map.put("directory", call.directory());
        Map<String, Object> stages = new LinkedHashMap<>();
        stages().forEach((stage, trials) -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("trials", trials.size());
            of.put("ended", plan.done().getOrDefault(stage, 0));
            Map<String, Object> axes = new LinkedHashMap<>();
            levels(trials).forEach((axis, levels) -> axes.put(axis, List.copyOf(levels)));
            of.put("axes", axes);
            stages.put(stage, of);
        });
        map.put("stages", stages);
        map.put("later", plan.later());
        map.put("reused", plan.reused());
        map.put("dropped", plan.dropped());
        map.put("seconds", plan.seconds());
        map.put("bytes", plan.bytes());
        map.put("disk_bytes", plan.diskBytes());
        map.put("warnings", plan.warnings());
        return map;
    }

    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /** {@code 40 s}, {@code 12 min}, {@code 3.5 h}. */
    static String duration(double seconds) {
        if (seconds < 90) {
            return Math.max(1, Math.round(seconds)) + " s";
        }
        return seconds < 5400 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 360) / 10.0 + " h";
    }
}
