package rai.metrics;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * Area under the ROC curve: the probability that an example of class 1 is given a higher score than one of class 0, ties
 * counting half; so it is U / (n₁ n₀) with the statistic U of Mann and Whitney on midranks. Of three and more classes it is
 * the plain mean over the classes of each one against all the rest.
 *
 * <p>NaN if a class does not occur, or nothing else, since then there is nothing to compare; and if a score is NaN.
 */
@Component(service = Metric.class)
@Named("auc")
@About(
        value = "Area under the ROC curve: how often an example of the class is ranked above another one.",
        formula = "P(p of class 1 > p of class 0) + P(equal) / 2; of several classes the mean of one against the rest",
        source = "Hanley and McNeil, 1982, Radiology 143; Provost and Domingos, 2000, CeDER report IS-00-04")
public class Auc extends ClassMetric {
    @Override
    public double value(Predictions predictions) {
        if (predictions.task() == Task.BINARY) {
            return againstTheRest(predictions, 1);
        }
        double total = 0;
        for (int k = 0; k < predictions.classes(); k++) {
            total += againstTheRest(predictions, k);
        }
        return total / predictions.classes();
    }

    private static double againstTheRest(Predictions predictions, int label) {
        int n = predictions.examples();
        double[] inside = new double[n];
        double[] outside = new double[n];
        int ins = 0;
        for (int i = 0; i < n; i++) {
            double score = predictions.probability(i, label);
            if (Double.isNaN(score)) {
                return Double.NaN;
            }
            if (predictions.targetClass(i) == label) {
                inside[ins++] = score;
            } else {
                outside[i - ins] = score;
            }
        }
        int outs = n - ins;
        Arrays.sort(inside, 0, ins);
        Arrays.sort(outside, 0, outs);
        return wins(inside, ins, outside, outs) / ((double) ins * outs);
    }

    /** Pairs in which the first is larger, and half of those in which both are equal; whole and half numbers, so exact. */
    private static double wins(double[] inside, int ins, double[] outside, int outs) {
        double wins = 0;
        int below = 0;
        int notAbove = 0;
        for (int i = 0; i < ins; i++) {
            while (below < outs && outside[below] < inside[i]) {
                below++;
            }
            while (notAbove < outs && outside[notAbove] <= inside[i]) {
                notAbove++;
            }
            wins += 0.5 * below + 0.5 * notAbove;
        }
        return wins;
    }
}
