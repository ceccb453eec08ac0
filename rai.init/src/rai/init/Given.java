package rai.init;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * given: numbers that somebody has written down. Maps are separated by semicolons, from the input on; numbers by blanks or
 * commas; W [fan-in, fan-out] row by row, so all weights that leave the first input come first. {@code -} in place of
 * numbers stands for a map that {@code rest} starts. If no biases are written for a map whose weights are, they are 0.
 */
@Component(service = Initializer.class)
@Named("given")
@About(
        value = "Numbers that you write: a start known to the digit, for one that was published or constructed.",
        formula = "W and b as written, map after map",
        source = "the starts of the reference experiments that the studies relu-wrong and square repeat")
public class Given implements Initializer, Checked, Portable {
    private static final String NOTHING = "-";

    @Setting(
            value = "The weights, row by row, a semicolon after each map: \"1 -1; 0.5 0.5\"; - for a map of rest.",
            required = true)
    String weights;

    @Setting("The biases in the same form; - for a map whose biases are 0.")
    String biases = NOTHING;

    @Setting(value = "What starts the maps for which there is a - or nothing; auto refuses them.", spec = "auto")
    Initializer rest;

    @Override
    public void check() {
        List<double[]> w = read(weights, "weights");
        List<double[]> b = read(biases, "biases");
        for (int map = 0; map < b.size(); map++) {
            if (b.get(map) != null && (map >= w.size() || w.get(map) == null)) {
                throw new SpecException("given has biases for map " + (map + 1)
                        + ", but no weights: write both, or - in place of the biases");
            }
        }
    }

    @Override
    public void initialize(DenseStart map) {
        DenseStart.Position position = map.position();
        List<double[]> w = read(weights, "weights");
        if (w.size() > position.maps()) {
            throw new SpecException("given has weights for " + w.size() + " maps, but the network has "
                    + position.maps() + ": leave the others out");
        }
        double[] weight = of(w, position);
        if (weight == null) {
            requireRest(position).initialize(map);
            return;
        }
        fill(map.weight(), weight, "weights", position);
        double[] bias = of(read(biases, "biases"), position);
        if (bias == null) {
            Fill.zero(map.bias());
        } else {
            fill(map.bias(), bias, "biases", position);
        }
    }

    private static double[] of(List<double[]> numbers, DenseStart.Position position) {
        return position.map() < numbers.size() ? numbers.get(position.map()) : null;
    }

    private Initializer requireRest(DenseStart.Position position) {
        if (rest == null) {
            throw new SpecException("given has no weights for map " + (position.map() + 1) + " of " + position.maps()
                    + ": write them, or name what starts it, as in rest=xavier");
        }
        return rest;
    }

    private static void fill(INDArray array, double[] numbers, String what, DenseStart.Position position) {
        if (numbers.length != array.length()) {
            throw new SpecException("given has " + numbers.length + " " + what + " for map " + (position.map() + 1)
                    + ", which needs " + array.length() + " (" + array.size(0) + " x " + array.size(1) + ")");
        }
        Fill.with(array, i -> numbers[i]);
    }

    /** The numbers of each map; null if there are none. */
    private static List<double[]> read(String text, String what) {
        List<double[]> maps = new ArrayList<>();
        for (String numbers : text.split(";", -1)) {
            maps.add(numbers.strip().equals(NOTHING) ? null : numbers(numbers.strip(), what, maps.size() + 1));
        }
        return maps;
    }

    private static double[] numbers(String text, String what, int map) {
        String[] words = text.split("[\\s,]+");
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = number(words[i], what, map);
        }
        return numbers;
    }

    private static double number(String word, String what, int map) {
        try {
            double number = Double.parseDouble(word);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same message as for a number that is not finite
        }
        throw new SpecException("'" + word + "' among the " + what + " of map " + map
                + " in given is not a finite number: write numbers separated by blanks, and maps by semicolons");
    }
}
