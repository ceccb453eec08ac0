package rai.experiments.relaxed;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Designs;
import rai.api.study.Study;

/** The {@linkplain DepthLadder depth ladder} at 1,024 layers, with steps of ALT that are shorter than those that the ladder takes. */
@Component(service = Study.class)
@Named("depth-ladder-cap")
@About(
        value = "Plain networks of 1,024 layers of 32 units, one epoch of MNIST: ALT with a smaller cap beside"
                + " backprop.",
        source = DepthLadder.SOURCE)
public class CappedLadder extends DepthLadder {
    /** @param designs reads the trainings */
    @Activate
    public CappedLadder(@Reference Designs designs) {
        super(designs, "depth-ladder-cap", BACKPROP, true);
    }
}
