package rai.init;

import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * uniform-fan-in: W and b ~ U(-1/√fan-in, 1/√fan-in), so of variance 1/(3 fan-in). The weights are drawn row by row, then
 * the biases.
 *
 * <p>A signal loses two thirds of its variance in every layer: deep networks start collapsed.
 */
@Component(service = Initializer.class)
@Named("uniform-fan-in")
@About(
        value = "Uniform weights and biases within 1/sqrt(fan-in): what PyTorch's Linear does.",
        formula = "W, b ~ U(-1/sqrt(fan-in), 1/sqrt(fan-in))",
        source = "LeCun, Bottou, Orr and Mueller, 1998, Efficient BackProp, LNCS 1524; PyTorch, torch.nn.Linear")
public class UniformFanIn implements Initializer, Portable {
    @Override
    public void initialize(DenseStart map) {
        RandomGenerator random = map.random();
        double limit = 1 / Math.sqrt(map.fanIn());
        IntToDoubleFunction draw = i -> limit * (2 * random.nextDouble() - 1);
        Fill.with(map.weight(), draw);
        Fill.with(map.bias(), draw);
    }
}
