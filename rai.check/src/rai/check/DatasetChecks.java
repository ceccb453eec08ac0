package rai.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;

/** The contract of every dataset. */
public final class DatasetChecks {
    private final Supplier<? extends DatasetSource> source;

    private DatasetChecks(Supplier<? extends DatasetSource> source) {
        this.source = source;
    }

    /**
     * The checks of a dataset.
     *
     * @param source gives the dataset, configured
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends DatasetSource> source) {
        return new DatasetChecks(source).all();
    }

    private List<Check> all() {
        return List.of(
                Check.of("arrays are float64 in c order", this::layout),
                new Check("there are examples with features", this::examples),
                Check.of("all numbers are finite", this::finite),
                Check.of("every feature has a name of its own", this::features),
                Check.of("there are as many class names as the task needs", this::classes),
                Check.of("class targets are the numbers of the classes, and each class is there", this::targets),
                Check.of("loading twice gives equal datasets in arrays of their own", this::twice));
    }

    /** Read into memory if it is read on demand. */
    private Dataset loaded() {
        return source.get().load().inMemory();
    }

    /** Both contiguous. */
    private void layout() throws Violation {
        Dataset data = loaded();
        layout(data.features(), "features");
        layout(data.targets(), "targets");
    }

    private static void layout(INDArray array, String what) throws Violation {
        Require.equal(array.dataType(), DataType.DOUBLE, "data type of the " + what);
        Require.equal(array.ordering(), 'c', "order of the " + what);
        Require.equal((long) array.stride(1), 1L, "distance of two columns of the " + what);
        Require.equal((long) array.stride(0), array.size(1), "distance of two rows of the " + what);
    }

    private String examples() throws Violation {
        Dataset data = loaded();
        Require.that(data.examples() > 0, "there is no example");
        Require.that(data.inputs() > 0, "there is no feature");
        return data.examples() + " examples of " + data.inputs() + " features";
    }

    private void finite() throws Violation {
        Dataset data = loaded();
        Require.finite(Doubles.copy(data.features()), "features");
        Require.finite(Doubles.copy(data.targets()), "targets");
    }

    private void features() throws Violation {
        Dataset data = loaded();
        Require.equal(data.featureNames().size(), data.inputs(), "number of feature names");
        names(data.featureNames(), "feature names");
    }

    private static void names(List<String> names, String what) throws Violation {
        Require.distinct(names, what);
        Require.that(names.stream().noneMatch(String::isBlank), "%s: one is empty in %s", what, names);
    }

    /** Binary: two classes; multiclass: three or more; regression: none. */
    private void classes() throws Violation {
        Dataset data = loaded();
        names(data.classNames(), "class names");
        int count = data.classNames().size();
        boolean fit =
                switch (data.task()) {
                    case BINARY -> count == 2;
                    case MULTICLASS -> count >= 3;
                    case REGRESSION -> count == 0;
                };
        Require.that(fit, "the task is %s, but there are %s class names: %s", data.task(), count, data.classNames());
    }

    /** The targets of a classification are one column that holds all class numbers, and nothing else. */
    private void targets() throws Violation, NotApplicable {
        Dataset data = loaded();
        if (data.task() == Task.REGRESSION) {
            throw new NotApplicable("there are no classes: it is a regression");
        }
        Require.equal(data.targets().size(1), 1L, "columns of the targets");
        List<Double> there = Arrays.stream(Doubles.copy(data.targets()))
                .distinct()
                .sorted()
                .boxed()
                .toList();
        List<Double> wanted = IntStream.range(0, data.classNames().size())
                .mapToObj(Double::valueOf)
                .toList();
        Require.equal(there, wanted, "different targets");
    }

    /** The same settings give the same dataset, in new arrays: no load can damage another. */
    private void twice() throws Violation {
        DatasetSource one = source.get();
        Dataset spoilt = one.load().inMemory();
        Dataset data = loaded();
        double[] features = Doubles.copy(data.features());
        double[] targets = Doubles.copy(data.targets());
        spoilt.features().assign(-1);
        spoilt.targets().assign(-1);
        Dataset again = one.load().inMemory();
        Require.same(Doubles.copy(data.features()), features, "features, after those of another load were overwritten");
        Require.same(Doubles.copy(data.targets()), targets, "targets, after those of another load were overwritten");
        Require.same(Doubles.copy(again.features()), features, "features, loaded again");
        Require.same(Doubles.copy(again.targets()), targets, "targets, loaded again");
        Require.equal(again.task(), data.task(), "task, loaded again");
        Require.equal(again.featureNames(), data.featureNames(), "feature names, loaded again");
        Require.equal(again.classNames(), data.classNames(), "class names, loaded again");
    }
}
