package rai.core.state;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.core.network.FlatNetwork;
import rai.core.plan.Plan;
import rai.core.plan.Planned;
import rai.core.service.Services;

/**
 * What a run computes with: its plan, and the arrays that follow from it. A change by hand makes another one.
 *
 * @param planned the plan, its network and its services
 * @param vector all that is trained
 * @param layers the running state of the layers, flat; null if they have none
 */
public record Setup(Planned planned, TrainedVector vector, INDArray layers) {
    public Plan plan() {
        return planned.plan();
    }

    public FlatNetwork network() {
        return planned.network();
    }

    public Services services() {
        return planned.services();
    }
}
