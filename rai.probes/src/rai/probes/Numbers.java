package rai.probes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.network.NamedTensor;
import rai.api.probe.ProbedLayer;

/** Norms, moments and quantiles of many numbers, in double precision. */
final class Numbers {
    /** The columns of {@link #quantiles}: smallest, 5 %, 25 %, median, 75 %, 95 %, largest. */
    static final List<String> QUANTILES = List.of("q0", "q5", "q25", "q50", "q75", "q95", "q100");

    private static final double[] LEVELS = {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1};

    private Numbers() {}

    /** All numbers of some tensors, one after another. */
    static double[] of(Stream<INDArray> tensors) {
        return tensors.map(Doubles::copy).flatMapToDouble(Arrays::stream).toArray();
    }

    /** The parameters of a layer, as they are taken from the run. */
    static double[] of(ProbedLayer layer, java.util.function.Function<String, INDArray> take) {
        return of(layer.parameters().stream().map(NamedTensor::name).map(take));
    }

    /** ‖x‖₂, scaled by the largest element, so that it neither overflows nor vanishes too early. */
    static double norm(double... x) {
        double largest = 0;
        for (double value : x) {
            largest = Math.max(largest, Math.abs(value)); // NaN stays NaN
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double value : x) {
            sum += (value / largest) * (value / largest);
        }
        return largest * Math.sqrt(sum);
    }

    static double mean(double[] x) {
        return x.length == 0 ? Double.NaN : Arrays.stream(x).sum() / x.length;
    }

    /** The standard deviation of the numbers themselves: the mean square is over n. */
    static double sd(double[] x) {
        double mean = mean(x);
        double sum = 0;
        for (double value : x) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / x.length);
    }

    /** Quantiles by linear interpolation between the sorted numbers (Hyndman and Fan, 1996, type 7); NaN if one is NaN. */
    static double[] quantiles(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted); // NaN comes last
        boolean known = sorted.length > 0 && !Double.isNaN(sorted[sorted.length - 1]);
        return Arrays.stream(LEVELS)
                .map(level -> known ? quantile(sorted, level) : Double.NaN)
                .toArray();
    }

    private static double quantile(double[] sorted, double level) {
        double at = level * (sorted.length - 1);
        int below = (int) at;
        double part = at - below;
        return part == 0 ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below]);
    }

    /** Numbers followed by others. */
    static double[] join(double[] first, double... then) {
        return DoubleStream.concat(Arrays.stream(first), Arrays.stream(then)).toArray();
    }
}
