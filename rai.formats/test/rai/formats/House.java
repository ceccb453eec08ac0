package rai.formats;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.activations.Sigmoid;
import rai.api.array.Doubles;
import rai.api.catalog.Catalog;
import rai.api.run.Model;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.spec.Named;
import rai.core.catalog.ServiceCatalog;
import rai.core.compute.ReferenceEngine;
import rai.core.trainer.DefaultTrainer;
import rai.datasets.Moons;
import rai.init.Xavier;
import rai.layers.Prelu;
import rai.losses.Mse;
import rai.methods.Backprop;
import rai.metrics.Accuracy;
import rai.optimizers.Adam;

/** Networks that the house has trained, outside of a framework. */
public final class House {
    public static final String BINARY = "moons(n=200, noise=0.2, seed=42)";
    public static final String CLASSES = "blobs(n=200, centers=3, features=4, seed=1)";

    private static final Catalog CATALOG = ServiceCatalog.of(services().toArray());

    private House() {}

    private static List<Object> services() {
        List<Object> all = new ArrayList<>();
        Stream.of(
                        Sigmoid.class,
                        Prelu.class,
                        Mse.class,
                        Accuracy.class,
                        Adam.class,
                        Backprop.class,
                        Xavier.class,
                        Moons.class)
                .forEach(one -> all.addAll(beside(one)));
        all.add(new ReferenceEngine());
        all.add(new Half());
        all.add(new Learnt());
        return all;
    }

    /** Those of the bundle that a class is of. */
    private static List<Object> beside(Class<?> one) {
        Path root =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (Stream<Path> files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> make(one.getPackageName() + "." + name.replace(".class", "")))
                    .flatMap(List::stream)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Object> make(String name) {
        try {
            Class<?> type = Class.forName(name, false, House.class.getClassLoader());
            if (!type.isAnnotationPresent(Named.class) || Modifier.isAbstract(type.getModifiers())) {
                return List.of();
            }
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return List.of(constructor.newInstance());
        } catch (NoSuchMethodException e) {
            return List.of();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    public static Catalog catalog() {
        return CATALOG;
    }

    /** A network after some steps, so that everything that is learnt and gathered has moved. */
    public static Model trained(Path folder, String data, String network, String loss, boolean wide) {
        Path directory = folder.resolve("run-" + Math.abs((data + network + loss + wide).hashCode()));
        DefaultTrainer trainer = new DefaultTrainer(CATALOG);
        if (Files.exists(directory)) {
            return trainer.open(directory);
        }
        RunRequest request = RunRequest.builder()
                .train(data)
                .standardize(true)
                .network(network)
                .loss(loss)
                .init("xavier")
                .optimizer("adam(rate=0.01)")
                .phase("backprop", 20)
                .seed(0)
                .threads(1)
                .engine("reference")
                .precision(wide ? Precision.FLOAT64 : Precision.FLOAT32)
                .directory(directory)
                .build();
        try (Run run = trainer.prepare(request)) {
            run.train(event -> {});
        }
        return trainer.open(directory);
    }

    /** Rows of features that float32 holds exactly, as widely spread as the training data or wider. */
    public static double[] rows(Model model, int n) {
        int d = model.featureNames().size();
        double[] mean = model.featureMean().toDoubleVector();
        double[] sd = model.featureSd().toDoubleVector();
        SplittableRandom random = new SplittableRandom(11);
        double[] rows = new double[n * d];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) (mean[i % d] + sd[i % d] * (6 * random.nextDouble() - 3));
        }
        return rows;
    }

    /** What the house predicts for them. */
    public static double[] predictions(Model model, double[] rows) {
        int d = model.featureNames().size();
        INDArray x = Nd4j.createFromArray(rows).reshape('c', rows.length / d, d);
        return Doubles.copy(model.predict(x).dup('c'));
    }
}
