package rai.experiments.relaxed;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Designs;
import rai.api.study.Study;

/**
 * The {@linkplain DepthLadder depth ladder} with few examples and many epochs: what is left of a lead after one epoch when both sides
 * train until they have the training data by heart.
 */
@Component(service = Study.class)
@Named("depth-ladder-converged")
@About(
        value = "Plain networks of 4, 32 and 128 layers of 32 units, twenty epochs of 12,000 digits: ALT beside"
                + " backprop.",
        source = DepthLadder.SOURCE)
public class ConvergedLadder extends DepthLadder {
    /** @param designs reads the trainings */
    @Activate
    public ConvergedLadder(@Reference Designs designs) {
        super(designs, "depth-ladder-converged", "backprop, weight decay", true);
    }
}
