package rai.experiments.relaxed;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Designs;
import rai.api.study.Study;

/**
 * Every training method on sigmoid networks of 4 and of 100 hidden layers, on two moons: accuracy, seconds and layer updates, each
 * with the settings under which it is known to train, or to come nearest to that.
 */
@Component(service = Study.class)
@Named("relaxed-methods")
@About(
        value = "All training methods on 5 and on 101 weight layers of sigmoids: accuracy, seconds, layer updates.",
        source = "the Relaxed Activation Identity reference program, its deep experiment, for the data and the network")
public class RelaxedMethods extends DepthLadder {
    /** @param designs reads the trainings */
    @Activate
    public RelaxedMethods(@Reference Designs designs) {
        super(designs, "relaxed-methods", "backprop, isometric start", false);
    }
}
