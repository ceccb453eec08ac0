package rai.experiments.learned;

import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.catalog.Catalog;
import rai.api.layer.LayerFunction;
import rai.api.run.Archive;
import rai.api.run.LearntActivation;
import rai.api.study.Outcome;

/** The curves of runs that were kept: of the activation network in the state that was kept, with its running averages. */
final class KeptCurves implements Curves {
    private final Archive archive;
    private final Catalog catalog;

    KeptCurves(Archive archive, Catalog catalog) {
        this.archive = archive;
        this.catalog = catalog;
    }

    @Override
    public Optional<double[]> of(Outcome outcome) {
        return outcome.directory()
                .filter(directory -> outcome.state() == Outcome.State.DONE && Files.isDirectory(directory))
                .flatMap(directory -> archive.learnt(directory).activations().stream()
                        .filter(learnt -> learnt.spec().name().equals("network"))
                        .findFirst())
                .flatMap(this::activation)
                .map(KeptCurves::values)
                .filter(y -> DoubleStream.of(y).allMatch(Double::isFinite));
    }

    private Optional<Activation> activation(LearntActivation learnt) {
        return catalog.find(LayerFunction.class, learnt.spec()).service().fixedAt(learnt.parameters(), learnt.state());
    }

    private static double[] values(Activation activation) {
        INDArray z = Nd4j.createFromArray(Shape.grid()).reshape(Shape.POINTS, 1);
        INDArray out = z.ulike();
        activation.value(z, out);
        return Doubles.copy(out);
    }
}
