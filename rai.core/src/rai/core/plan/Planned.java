package rai.core.plan;

import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import rai.core.network.FlatNetwork;
import rai.core.service.Services;

/**
 * A plan, and all that follows from it and takes no memory yet.
 *
 * @param plan the plan
 * @param network the network
 * @param services the services that it uses
 * @param ranges where everything that is trained lies in one vector
 * @param type the data type
 * @param memory how much memory it takes
 * @param rows the most examples that a step uses
 */
public record Planned(
        Plan plan,
        FlatNetwork network,
        Services services,
        Map<String, Range> ranges,
        DataType type,
        MemoryCheck memory,
        int rows) {}
