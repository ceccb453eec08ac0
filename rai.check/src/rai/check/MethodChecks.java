package rai.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.method.GradientMethod;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.spec.SpecException;

/**
 * What every training method must keep: its gradient is that of its objective, and its state is in the run alone. The checks
 * run on small networks of tanh layers, in float64, on plain array operations; no trainer is needed.
 */
public final class MethodChecks {
    // Long because one short method per rule of the kind, all over the same small networks.

    private static final int EXAMPLES = 6;
    /** The second batch of an epoch is smaller than the first. */
    private static final int BATCH = 4;

    /** Says what a method trains. */
    @FunctionalInterface
    public interface Trains {
        /**
         * @param network the network
         * @param name {@code parameters}, or the name of a variable
         * @param element the element's place in the flat vector
         * @return false for what the method holds fixed
         */
        boolean trains(Network network, String name, long element);
    }

    private final Supplier<? extends TrainingMethod> method;
    private final List<? extends TrainingMethod> before;
    private final Optional<Trains> told;

    private MethodChecks(
            Supplier<? extends TrainingMethod> method, List<? extends TrainingMethod> before, Optional<Trains> told) {
        this.method = method;
        this.before = before;
        this.told = told;
    }

    /**
     * The checks of a method of which nothing else is known: what has a gradient of exactly 0 everywhere is taken as held
     * fixed, and the remark says how much that is.
     *
     * @param method gives the method, configured
     * @param before methods whose variables it reads, in the order in which they come before it
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends TrainingMethod> method, List<? extends TrainingMethod> before) {
        return new MethodChecks(method, before, Optional.empty()).all();
    }

    /**
     * The checks of a method whose author knows it.
     *
     * @param method gives the method, configured
     * @param before methods whose variables it reads, in the order in which they come before it
     * @param trains what it trains; the gradient of all else is not looked at
     * @return the checks
     */
    public static List<Check> of(
            Supplier<? extends TrainingMethod> method, List<? extends TrainingMethod> before, Trains trains) {
        return new MethodChecks(method, before, Optional.of(trains)).all();
    }

    private List<Check> all() {
        return List.of(
                new Check("it supports full batches or mini-batches", this::batching),
                new Check("its variables are the same whenever asked for", this::variables),
                new Check("what else it keeps has names of its own", this::kept),
                Check.of("the start values of its variables are finite", this::start),
                new Check("the gradient is that of the objective", this::gradient),
                Check.of("the gradient alters neither what is trained nor the examples", this::pure),
                Check.of("two runs in turn give what each gives alone", this::turns),
                Check.of("a run that is resumed gives what one without a break gives", this::resumed),
                Check.of("a mini-batch leaves the rows of other examples as they are", this::rows),
                Check.of("a step reports its objective once", this::step),
                new Check("it counts the same figures in every step, and in steps alone", this::counted),
                Check.of("reporting leaves the state as it is", this::report));
    }

    /** Layers of equal and of different widths, and a single map; without those that the method says it can't train. */
    private List<PlainNetwork> networks() throws NotApplicable {
        List<PlainNetwork> networks = new ArrayList<>();
        SpecException refusal = null;
        for (int[] widths : new int[][] {{3, 4, 4, 4, 4, 2}, {2, 5, 3, 4, 1}, {3, 2}}) {
            PlainNetwork network = new PlainNetwork(widths);
            try {
                method.get().variables(network, EXAMPLES);
                networks.add(network);
            } catch (SpecException e) {
                refusal = e;
            }
        }
        if (networks.isEmpty()) {
            throw new NotApplicable(
                    "it trains none of the small networks of tanh layers of the checks: " + refusal.getMessage());
        }
        return networks;
    }

    private PlainTraining begun(PlainNetwork network, int batch, long seed) {
        PlainTraining training = new PlainTraining(network, EXAMPLES, batch, seed);
        before.forEach(training::begin);
        training.begin(method.get());
        return training;
    }

    /** Away from the start, where much may be zero. */
    private PlainTraining disturbed(PlainNetwork network, long seed) {
        return disturbed(network, batches().get(0), seed);
    }

    private PlainTraining disturbed(PlainNetwork network, int batch, long seed) {
        PlainTraining training = begun(network, batch, seed);
        training.trained().values().forEach(values -> {
            INDArray flat = values.reshape(new long[] {values.length()});
            for (long i = 0; i < flat.length(); i++) {
                flat.putScalar(i, flat.getDouble(i) + 0.1 * Math.sin(37 * i));
            }
        });
        return training;
    }

    /** @return the sizes of batch on which the method works */
    private List<Integer> batches() {
        Set<TrainingMethod.Batching> supported = method.get().batching();
        List<Integer> sizes = new ArrayList<>();
        if (!supported.equals(Set.of(TrainingMethod.Batching.MINI_BATCH))) {
            sizes.add(EXAMPLES);
        }
        if (supported.contains(TrainingMethod.Batching.MINI_BATCH)) {
            sizes.add(BATCH);
        }
        return sizes;
    }

    private String batching() throws Violation {
        Require.that(!method.get().batching().isEmpty(), "batching() is empty");
        return String.join(
                ", ",
                method.get().batching().stream()
                        .sorted()
                        .map(b -> b.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                        .toList());
    }

    /** Names and shapes follow from the network and the number of examples alone. */
    private String variables() throws Violation, NotApplicable {
        List<String> names = List.of();
        for (PlainNetwork network : networks()) {
            List<String> once = describe(network);
            Require.equal(describe(network), once, "variables() asked for again");
            names = method.get().variables(network, EXAMPLES).stream()
                    .map(TrainingMethod.Variable::name)
                    .toList();
            Require.distinct(names, "names of variables()");
        }
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private List<String> describe(PlainNetwork network) {
        return method.get().variables(network, EXAMPLES).stream()
                .map(v -> v.name() + " of " + v.length() + " elements")
                .toList();
    }

    /** A checkpoint has one place for each name. */
    private String kept() throws Violation, NotApplicable {
        List<String> names = List.of();
        for (PlainNetwork network : networks()) {
            names = describeKept(network);
            Require.equal(describeKept(network), names, "state(), numbers() and counters() asked for again");
            List<String> arrays = new ArrayList<>();
            method.get().variables(network, EXAMPLES).forEach(v -> arrays.add(v.name()));
            method.get().state(network, EXAMPLES).forEach(v -> arrays.add(v.name()));
            Require.distinct(arrays, "names of variables() and state()");
        }
        Require.distinct(method.get().numbers(), "names of numbers()");
        Require.distinct(method.get().counters(), "names of counters()");
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private List<String> describeKept(PlainNetwork network) {
        List<String> all = new ArrayList<>();
        method.get().state(network, EXAMPLES).forEach(v -> all.add(v.name() + " of " + v.length() + " elements"));
        method.get().numbers().forEach(name -> all.add("the number " + name));
        method.get().counters().forEach(name -> all.add("the counter " + name));
        return all;
    }

    /** What is trained must have a value to start from. */
    private void start() throws Violation, NotApplicable {
        for (int batch : batches()) {
            for (PlainNetwork network : networks()) {
                for (Map.Entry<String, INDArray> values :
                        begun(network, batch, 1).trained().entrySet()) {
                    Require.finite(Doubles.copy(values.getValue()), "start of " + values.getKey());
                }
            }
        }
    }

    /** By central differences, at every parameter and every element of every variable. */
    private String gradient() throws Violation, NotApplicable {
        GradientMethod gradient = following();
        int looked = 0;
        int fixed = 0;
        for (int batch : batches()) {
            for (PlainNetwork network : networks()) {
                PlainTraining training = disturbed(network, batch, 2);
                gradient.gradient(training);
                Map<String, INDArray> gradients = training.gradientsCopied();
                for (Map.Entry<String, INDArray> values : training.trained().entrySet()) {
                    INDArray of = gradients.get(values.getKey());
                    if (of != null) {
                        boolean[] trained = trained(network, values.getKey(), Doubles.copy(of));
                        GradientComparison.compare(
                                gradient, training, values.getKey(), values.getValue(), Doubles.copy(of), trained);
                        for (int i = 0; i < trained.length; i++) {
                            if (PlainState.isInBatch(training, values.getKey(), i)) {
                                looked++;
                                fixed += trained[i] ? 0 : 1;
                            }
                        }
                    }
                }
            }
        }
        return fixed == 0
                ? looked + " elements"
                : looked + " elements, of which it holds " + fixed + " fixed: their gradient is 0";
    }

    /** A method that moves the parameters itself has no gradient to check. */
    private GradientMethod following() throws NotApplicable {
        if (method.get() instanceof GradientMethod following) {
            return following;
        }
        throw new NotApplicable("it moves the parameters itself");
    }

    private boolean[] trained(PlainNetwork network, String name, double[] gradient) {
        boolean[] trained = new boolean[gradient.length];
        for (int i = 0; i < trained.length; i++) {
            trained[i] = told.isPresent() ? told.get().trains(network, name, i) : gradient[i] != 0;
        }
        return trained;
    }

    /** The trainer moves; the method looks. */
    private void pure() throws Violation, NotApplicable {
        GradientMethod gradient = following();
        for (PlainNetwork network : networks()) {
            PlainTraining training = disturbed(network, 3);
            Map<String, double[]> before = PlainState.copies(training);
            double[] inputs = Doubles.copy(training.inputs());
            double[] targets = Doubles.copy(training.targets());
            gradient.gradient(training);
            PlainState.requireSame(PlainState.copies(training), before, "must not be written by gradient()");
            Require.same(Doubles.copy(training.inputs()), inputs, "the inputs must not be written by gradient()");
            Require.same(
                    Doubles.copy(training.targets()),
                    targets,
                    "the targets of the data must not be written by gradient()");
        }
    }

    /** One method may serve many runs at once, and be replaced between two steps: it must keep nothing. */
    private void turns() throws Violation, NotApplicable {
        PlainNetwork network = networks().get(0);
        TrainingMethod shared = method.get();
        PlainTraining one = disturbed(network, 4);
        PlainTraining other = disturbed(network, 5);
        PlainTraining alone = disturbed(network, 4);
        for (int step = 0; step < 3; step++) {
            for (PlainTraining training : List.of(one, other)) {
                step(shared, training, step);
            }
        }
        for (int step = 0; step < 3; step++) {
            step(method.get(), alone, step); // another instance, if there is one
        }
        Require.that(
                one.objective == alone.objective,
                "the objective of a run beside another run is %s, and alone it is %s",
                one.objective,
                alone.objective);
        PlainState.requireSameState(one, alone, "of a run beside another run");
    }

    /** One step, and a little way down the gradient, as an optimizer would go. */
    private static void step(TrainingMethod method, PlainTraining training, long number) {
        training.at(number);
        method.step(training);
        descend(training);
    }

    /** A checkpoint holds what is declared, and nothing else: neither fields of the method, nor scratch, nor what is derived. */
    private void resumed() throws Violation, NotApplicable {
        for (int batch : batches()) {
            for (PlainNetwork network : networks()) {
                PlainTraining whole = disturbed(network, batch, 8);
                TrainingMethod throughout = method.get();
                for (int step = 0; step < 3; step++) {
                    step(throughout, whole, step);
                }
                PlainTraining continued = new PlainTraining(network, EXAMPLES, batch, 8);
                List<TrainingMethod> methods = new ArrayList<>(before);
                methods.add(method.get());
                continued.resume(whole, methods);
                TrainingMethod fresh = method.get();
                for (int step = 3; step < 5; step++) {
                    step(throughout, whole, step);
                    step(fresh, continued, step);
                }
                Require.that(
                        whole.objective == continued.objective,
                        "the objective of a resumed run is %s, and without a break it is %s",
                        continued.objective,
                        whole.objective);
                PlainState.requireSameState(continued, whole, "of a resumed run");
            }
        }
    }

    /** By the step, or by the method itself: the trainer has no way to put back what was written into the whole array. */
    private void rows() throws Violation, NotApplicable {
        if (!batches().contains(BATCH)) {
            throw new NotApplicable("it needs all examples in every step");
        }
        boolean found = false;
        for (PlainNetwork network : networks()) {
            PlainTraining training = disturbed(network, BATCH, 9);
            Map<String, double[]> before = PlainState.copies(training);
            training.at(0);
            method.get().step(training);
            for (Map.Entry<String, double[]> array : PlainState.copies(training).entrySet()) {
                if (training.isPerExample(array.getKey())) {
                    found = true;
                    PlainState.requireOthersSame(
                            array.getKey(), array.getValue(), before.get(array.getKey()), training);
                }
            }
        }
        if (!found) {
            throw new NotApplicable("it has no array with a row per example");
        }
    }

    private static void descend(PlainTraining training) {
        Map<String, INDArray> gradients = training.gradientsCopied();
        training.trained().forEach((name, values) -> {
            if (gradients.containsKey(name)) {
                values.subi(gradients.get(name).mul(0.01));
            }
        });
    }

    /** By minimize(), or by completed() if the method has moved the parameters itself. */
    private void step() throws Violation, NotApplicable {
        for (PlainNetwork network : networks()) {
            PlainTraining training = disturbed(network, 6);
            method.get().step(training);
            Require.equal(training.moves, 1, "calls of minimize() or completed() in one step");
            Require.that(
                    Double.isFinite(training.objective), "the objective of a finite state is %s", training.objective);
        }
    }

    /** A figure that a step does not count has no sum any longer, also if it was counted in all others. */
    private String counted() throws Violation, NotApplicable {
        Set<String> names = Set.of();
        for (int batch : batches()) {
            for (PlainNetwork network : networks()) {
                PlainTraining training = disturbed(network, batch, 10);
                for (int step = 0; step < 4; step++) {
                    Require.equal(training.takeCounted().keySet(), Set.of(), "counted by start() or report()");
                    step(method.get(), training, step);
                    Map<String, Double> counted = training.takeCounted();
                    for (Map.Entry<String, Double> figure : counted.entrySet()) {
                        Require.that(
                                Double.isFinite(figure.getValue()),
                                "%s is counted by %s",
                                figure.getKey(),
                                figure.getValue());
                    }
                    Require.equal(counted.keySet(), step == 0 ? counted.keySet() : names, "counted in step " + step);
                    names = counted.keySet();
                    method.get().report(training);
                }
            }
        }
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    /** Reports are read while the run continues. */
    private void report() throws Violation, NotApplicable {
        for (PlainNetwork network : networks()) {
            PlainTraining training = disturbed(network, 7);
            Map<String, double[]> before = PlainState.copies(training);
            method.get().report(training);
            PlainState.requireSame(PlainState.copies(training), before, "must not be written by report()");
            Require.equal(training.moves, 0, "steps completed by report()");
        }
    }
}
