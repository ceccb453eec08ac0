package rai.experiments.learned;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rai.api.report.Block;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.study.Outcome;

/** What the study has found: shapes, scores, and use on other tasks. */
final class Judgement {
    private final List<Learnt> all;
    private final List<Outcome> outcomes;

    /**
     * @param all what was learnt
     * @param outcomes how all trials ended
     */
    Judgement(List<Learnt> all, List<Outcome> outcomes) {
        this.all = all;
        this.outcomes = outcomes;
    }

    Report report() {
        List<Learnt> home =
                all.stream().filter(one -> one.task().equals(Transfer.HOME)).toList();
        long first = home.stream().mapToLong(Learnt::seed).min().orElse(0);
        List<Learnt> once = home.stream().filter(one -> one.seed() == first).toList();
        Scores scores = new Scores(home, outcomes);
        Transfer transfer = new Transfer(outcomes);
        List<Statement> answer = new ArrayList<>(warnings());
        List<Section> sections = new ArrayList<>();
        if (once.isEmpty()) {
            answer.add(Statement.remark("No activation has been learnt on " + Transfer.HOME + " yet."));
        } else {
            answer.addAll(new ShapeFindings(once).all());
            answer.addAll(new Scores(once, outcomes).statements());
        }
        answer.addAll(transfer.statements());
        if (!home.isEmpty()) {
            Repeats.statement(home).ifPresent(answer::add);
            sections.add(new Section("Learnt curves", CurveCharts.of(home)));
            sections.add(new Section("Scores", List.of(scores.table())));
            sections.add(new Section("Shapes", List.of(new Block.Text(rules()), ShapeTable.of(all))));
        }
        if (!transfer.blocks().isEmpty()) {
            sections.add(new Section("On other tasks", transfer.blocks()));
        }
        return new Report(
                "learned-activation",
                "An activation function that a network learns",
                "What shape does a learnt activation have, does it score like the function that it is made of, and is"
                        + " it of use on another task?",
                answer,
                sections,
                about());
    }

    private List<Statement> warnings() {
        List<Statement> warnings = new ArrayList<>();
        long bad = outcomes.stream()
                .filter(outcome -> outcome.state() != Outcome.State.DONE)
                .count();
        if (bad > 0) {
            warnings.add(Statement.warning(bad + " of " + outcomes.size()
                    + " trials diverged or failed; they have no curve, and scores of those"
                    + " that diverged are those of their last good state."));
        }
        long learning = outcomes.stream()
                .filter(outcome -> outcome.trial().stage().equals(Trainings.LEARN))
                .count();
        if (learning > all.size()) {
            warnings.add(Statement.warning("The curves of " + (learning - all.size()) + " of " + learning
                    + " learnt activations are missing: their runs failed or are not in the directory of the study."));
        }
        return warnings;
    }

    /** The thresholds, from where they are used. */
    private static String rules() {
        return String.format(
                Locale.ROOT,
                "A curve is measured at 61 points from -3 to 3; shares are shares of its range. It turns where it"
                    + " comes back by %.0f %% on both sides; a turn with |z| up to %.0f is near 0. The slopes beside a"
                    + " turn are taken over a distance of 1; one side is steeper if it is so by a factor of %.2f."
                    + " Wiggles are changes of the sign of the bend, the second difference over 0.3, if it exceeds"
                    + " %.0f %%. An end is saturated if its slope over the last 0.5 is at most %.0f %% of the largest"
                    + " slope of the curve; it is straight if it leaves its chord over the last 1 by at most %.1f %%,"
                    + " and slightly curved if by more, up to %.0f %%. The distance of two curves is what is left when"
                    + " one is shifted, scaled and mirrored to fit the other.",
                100 * Shape.TURN,
                Shape.NEAR,
                Shape.STEEPER,
                100 * Shape.BEND,
                100 * Shape.SATURATED,
                100 * Shape.STRAIGHT,
                100 * Shape.CURVED);
    }

    private Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("trials", outcomes.size());
        about.put("learnt curves", all.size());
        about.put(
                "seconds of training",
                Math.round(outcomes.stream().mapToDouble(Outcome::seconds).sum()));
        return about;
    }
}
