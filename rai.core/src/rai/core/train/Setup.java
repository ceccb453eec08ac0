package rai.core.train;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.core.network.FlatNetwork;

/**
 * What a run computes with: its plan, and the arrays that follow from it. A change by hand makes another one.
 *
 * @param planned the plan, its network and its services
 * @param vector all that is trained
 * @param layers the running state of the layers, flat; null where they have none
 */
record Setup(Planner.Planned planned, TrainedVector vector, INDArray layers) {
    Plan plan() {
        return planned.plan();
    }

    FlatNetwork network() {
        return planned.network();
    }

    Services services() {
        return planned.services();
    }
}
