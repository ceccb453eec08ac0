package rai.experiments.relaxed;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Designs;
import rai.api.study.Study;

/** The {@linkplain DepthLadder depth ladder} with layers of 128 units: whether what holds for 32 units holds for wider layers. */
@Component(service = Study.class)
@Named("depth-ladder-wide")
@About(
        value = "Plain networks of 4, 32 and 128 layers of 128 units, one epoch of MNIST: ALT beside backprop.",
        source = DepthLadder.SOURCE)
public class WideLadder extends DepthLadder {
    /** @param designs reads the trainings */
    @Activate
    public WideLadder(@Reference Designs designs) {
        super(designs, "depth-ladder-wide", BACKPROP, true);
    }
}
