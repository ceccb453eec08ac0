package rai.layers;

import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.SpecException;

/**
 * glu (gated linear unit): of the 2w units that it reads, the second half gates the first, y_i = x_i s(x_{i+w}) with the
 * logistic function s; dL/dx_i = s dL/dy_i, dL/dx_{i+w} = x_i s (1 - s) dL/dy_i.
 */
@Component(service = LayerFunction.class)
@Named("glu")
@About(
        value = "The second half of the units opens or closes the first; it gives half as many as it reads.",
        formula = "x_i sigmoid(x_(i+w))",
        source = "Dauphin, Fan, Auli and Grangier, 2017, ICML, arXiv:1612.08083")
public class Glu extends RowWise {
    @Override
    public int outputs(int inputs) {
        if (inputs % 2 != 0) {
            throw new SpecException(
                    "glu halves the width, so it can't read " + inputs + " units: make them an even number");
        }
        return inputs / 2;
    }

    @Override
    void value(double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i] * logistic(x[i + y.length]);
        }
    }

    @Override
    void gradient(double[] x, double[] y, double[] dy, double[] dx) {
        for (int i = 0; i < y.length; i++) {
            double gate = x[i + y.length];
            dx[i] = dy[i] * logistic(gate);
            dx[i + y.length] = dy[i] * x[i] * logistic(gate) * logistic(-gate);
        }
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Override
    public Optional<Node> graph(Node x, Map<String, Node> tensors) {
        int half = x.width() / 2;
        return Optional.of(x.columns(0, half).times(x.columns(half, x.width()).sigmoid()));
    }
}
