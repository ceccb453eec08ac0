package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Designs;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.experiments.Experiment;
import rai.experiments.Findings;

/**
 * Accuracy and cost over depth: plain networks of 32 units per layer after one epoch of MNIST, relaxed methods beside backprop, each
 * at every depth with the settings that validation data have chosen.
 *
 * <p>Beyond the usual judgement it says at which depths a method is shown to be better or worse than backprop from its best start,
 * what it costs to come near backprop, and how that cost grows with depth.
 */
@Component(service = Study.class)
@Named("depth-ladder")
@About(
        value = "Plain networks of 4 to 1,024 layers of 32 units, one epoch of MNIST: relaxed methods beside backprop.",
        source = DepthLadder.SOURCE)
public class DepthLadder extends Experiment {
    static final String SOURCE = "the depth ladders of Innocenti et al., 2025, arXiv:2505.13124, and Seely & Gould,"
            + " 2026, arXiv:2605.31022";

    static final String DEPTH = "depth";
    static final String METHOD = "method";
    /** What all others are compared with. */
    static final String BACKPROP = "backprop, orthogonal start";

    private final String baseline;
    private final boolean watched;

    /** @param designs reads the trainings */
    @Activate
    public DepthLadder(@Reference Designs designs) {
        this(designs, "depth-ladder", BACKPROP, true);
    }

    /**
     * @param designs reads the trainings
     * @param name the name of the study and of its file
     * @param baseline the method with which all others are compared
     * @param watched whether runs are evaluated often enough to see when an accuracy is reached
     */
    protected DepthLadder(Designs designs, String name, String baseline, boolean watched) {
        super(designs, name);
        this.baseline = baseline;
        this.watched = watched;
    }

    @Override
    protected Report judged(Report usual, StudyRequest request, List<Outcome> outcomes, Models models) {
        Map<String, Ladder> ladders = ladders(outcomes);
        Ladder backprop = ladders.get(baseline);
        if (backprop == null || ladders.size() < 2) {
            return usual;
        }
        List<Statement> first = new ArrayList<>(LadderVerdicts.of(backprop, ladders));
        LadderCosts costs = new LadderCosts(backprop, ladders, watched);
        first.addAll(costs.growth());
        return Findings.before(
                usual, first, List.of(new Section("Accuracy and cost over depth", List.of(costs.table()))));
    }

    /** The methods, in the order of the plan, each with what it reached at each depth. */
    private static Map<String, Ladder> ladders(List<Outcome> outcomes) {
        Map<String, Ladder> ladders = new LinkedHashMap<>();
        for (Column method : Column.of(METHOD, outcomes)) {
            ladders.put(method.level(), Ladder.of(method));
        }
        return ladders;
    }
}
