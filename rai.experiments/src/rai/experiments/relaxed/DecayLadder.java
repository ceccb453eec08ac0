package rai.experiments.relaxed;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Designs;
import rai.api.study.Study;

/**
 * The {@linkplain DepthLadder depth ladder} with decay on both sides: whether decay of the first map, which helps ALT most, helps
 * backprop as much.
 */
@Component(service = Study.class)
@Named("depth-ladder-decay")
@About(
        value = "Plain networks of 4, 32, 128 and 512 layers of 32 units, one epoch of MNIST: ALT and backprop, each"
                + " with and without decay of the first map.",
        source = DepthLadder.SOURCE)
public class DecayLadder extends DepthLadder {
    /** @param designs reads the trainings */
    @Activate
    public DecayLadder(@Reference Designs designs) {
        super(designs, "depth-ladder-decay", "backprop, first map decays", true);
    }
}
