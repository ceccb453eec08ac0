package rai.experiments.relu;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.catalog.Catalog;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.run.Model;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.Trainer;
import rai.api.spec.Spec;

/**
 * What the network of a run computes before its first step.
 *
 * @param hidden the values of its hidden units at x
 * @param output its output at x
 * @param loss its loss on all rows of the data
 */
record StartedNetwork(double[] hidden, double output, double loss) {
    /** Prepares runs without training them. */
    @FunctionalInterface
    interface Source {
        /**
         * @param request a run whose network has one input, and the given activation after its first map
         * @param activation the spec of that activation
         * @param x where to compute
         * @return what it computes there
         */
        StartedNetwork at(RunRequest request, String activation, double x);
    }

    /** As the trainer starts it: its own forward pass, and its first map and its activation alone. */
    static Source by(Trainer trainer, Catalog catalog) {
        return (request, activation, x) -> {
            Dataset data = catalog.resolve(
                            DatasetSource.class, Spec.parse(request.data().train()))
                    .service()
                    .load();
            try (Run run = trainer.prepare(request)) {
                Model model = run.model();
                INDArray hidden = model.tensor("dense_1.weight").mul(x).add(model.tensor("dense_1.bias"));
                catalog.resolve(Activation.class, Spec.parse(activation))
                        .service()
                        .value(hidden, hidden);
                Map<String, Double> metrics = model.evaluate(data);
                return new StartedNetwork(
                        Doubles.copy(hidden),
                        model.predict(Nd4j.createFromArray(new double[][] {{x}}))
                                .getDouble(0),
                        metrics.get("loss"));
            }
        };
    }
}
