package rai.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/** All cases. */
final class Cases {
    private static final int DEEP = 100;
    private static final int[] DEPTHS = {10, 30, 100, 300, 1000, 3000, 10_000};
    private static final int[] WIDTHS = {50, 100, 200, 400};
    private static final int[] BATCHES = {50, 100, 200, 500, 1000};
    private static final int[] TABLES = {2000, 20_000};
    private static final int LARGE_TABLE = 20_000;
    private static final int[] METHOD_DEPTHS = {4, 32, 128};
    private static final int LARGE_METHOD_DEPTH = 128;
    private static final int DIGITS = 6000;
    /** The cases that measure a method beside backprop. */
    static final String METHOD = "method";
    /** The cases that measure the engine portable beside the one asked for. */
    private static final String PORTABLE = "portable";

    /** As in the study depth-ladder. */
    private static final String ALT =
            "alt(eta=0.4, s=2, gamma=1, lambda=100, first=1500, momentum=0.8, whiten=0.1," + " cap=0.35, decay=0.003)";

    private static final int ALT_BATCH = 250;
    private static final int BACKPROP_BATCH = 64;
    private static final int LARGE_DEPTH = 1000;
    private static final int LARGE_WIDTH = 400;
    private static final int LARGE_BATCH = 1000;

    /** One per kind of rule; so small rates that the gradients do not die to denormal numbers while they are measured. */
    private static final List<Case.Update> OPTIMIZERS = List.of(
            Case.Update.sgd(1e-5),
            Case.Update.adam(1e-6),
            new Case.Update("nadam", "rate", 1e-6, 2),
            new Case.Update("adagrad", "rate", 1e-6, 1),
            new Case.Update("adadelta", "rate", 1e-3, 2),
            new Case.Update("rmsprop", "rate", 1e-6, 1),
            Case.Update.rprop(1e-6));

    private Cases() {}

    /** @return all cases, in the order in which they run */
    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        all.add(rai("rai-step", "rai-step", 0, DEEP, 100, 100, Peer.RAI, false, 1));
        all.add(backprop());
        all.add(all.get(0).portable(PORTABLE));
        all.add(all.get(1).portable(PORTABLE));
        all.add(rai("two-runs", "two-runs", 0, DEEP, 100, 100, List.of(), false, 2));
        for (int depth : DEPTHS) {
            all.add(rai("depth-" + depth, "depth", depth, depth, 100, 100, List.of(), depth >= LARGE_DEPTH, 1));
        }
        for (int width : WIDTHS) {
            all.add(rai("width-" + width, "width", width, DEEP, width, 100, List.of(), width >= LARGE_WIDTH, 1));
        }
        for (int batch : BATCHES) {
            all.add(rai("batch-" + batch, "batch", batch, DEEP, 100, batch, List.of(), batch >= LARGE_BATCH, 1));
        }
        all.add(wide("relu"));
        all.add(wide("sigmoid"));
        all.add(miniBatch());
        for (int rows : TABLES) {
            all.add(activationNetwork(rows));
        }
        OPTIMIZERS.forEach(optimizer -> all.add(update(optimizer)));
        for (int depth : METHOD_DEPTHS) {
            List<Case> rivals = List.of(digits(depth, ALT_BATCH), digits(depth, BACKPROP_BATCH));
            all.add(digits(depth, ALT_BATCH).by(ALT, rivals));
        }
        return all;
    }

    /** A deep network of equal layers on two moons, by rai from the reference's start. */
    private static Case rai(
            String name,
            String group,
            int size,
            int depth,
            int width,
            int n,
            List<Peer> peers,
            boolean large,
            int runs) {
        Case.Update optimizer = Case.Update.rprop(0.1);
        return new Case(
                name,
                group,
                size,
                moons(n),
                n,
                depth + "x" + width,
                "sigmoid",
                "",
                "uniform-fan-in",
                optimizer,
                0,
                new Work(true, n, deep(depth, width), optimizer.vectors()),
                peers,
                large,
                runs);
    }

    /** From the isometric start: from the other one gradients die to denormal numbers, which processors are slow with. */
    private static Case backprop() {
        Case.Update optimizer = Case.Update.rprop(1e-4);
        return new Case(
                "backprop",
                "backprop",
                0,
                moons(100),
                100,
                "100x100",
                "sigmoid",
                "",
                "isometric",
                optimizer,
                0,
                new Work(false, 100, deep(DEEP, 100), optimizer.vectors()),
                Peer.BACKPROP,
                false,
                1);
    }

    /** As many numbers as MNIST's full batch in its usual study, and its network. */
    private static Case wide(String activation) {
        Case.Update optimizer = Case.Update.sgd(0.01);
        return new Case(
                "wide-" + activation,
                "wide",
                0,
                "blobs(n=9600, centers=10, features=784)",
                9600,
                "200,64",
                activation,
                "",
                "isometric",
                optimizer,
                0,
                new Work(false, 9600, List.of(784, 200, 64, 10), optimizer.vectors()),
                Peer.BACKPROP,
                false,
                1);
    }

    /** A table's rows in large batches through a small network. */
    private static Case miniBatch() {
        Case.Update optimizer = Case.Update.adam(0.005);
        return new Case(
                "mini-batch",
                "mini-batch",
                0,
                "blobs(n=60000, centers=2, features=10)",
                60_000,
                "96,48,32",
                "relu",
                "",
                "isometric",
                optimizer,
                20_000,
                new Work(false, 20_000, List.of(10, 96, 48, 32, 1), optimizer.vectors()),
                Peer.BACKPROP,
                false,
                1);
    }

    /** A table's rows through a small network whose activation is a network itself, the same one for every element. */
    private static Case activationNetwork(int rows) {
        Case.Update optimizer = Case.Update.adam(0.005);
        return new Case(
                "activation-network-" + rows,
                "activation-network",
                rows,
                "blobs(n=" + rows + ", centers=2, features=10)",
                rows,
                "96,48,32",
                "tanh",
                "32,16,8",
                "isometric",
                optimizer,
                0,
                new Work(false, rows, List.of(10, 96, 48, 32, 1), optimizer.vectors()),
                Peer.ACTIVATION_NETWORK,
                rows >= LARGE_TABLE,
                1);
    }

    /** A million parameters and two examples: the update takes most of the step. */
    private static Case update(Case.Update optimizer) {
        return new Case(
                "update-" + optimizer.name(),
                "update",
                0,
                moons(2),
                2,
                "1000,1000",
                "sigmoid",
                "",
                "uniform-fan-in",
                optimizer,
                0,
                new Work(false, 2, List.of(2, 1000, 1000, 1), optimizer.vectors()),
                List.of(),
                true,
                1);
    }

    /** A plain network of 32 units per layer on data of the size of MNIST's digits, whose classes overlap. */
    private static Case digits(int depth, int batch) {
        Case.Update optimizer = Case.Update.adam(1e-4);
        List<Integer> widths = new ArrayList<>();
        widths.add(784);
        widths.addAll(Collections.nCopies(depth, 32));
        widths.add(10);
        return new Case(
                METHOD + "-" + depth,
                METHOD,
                0,
                "blobs(n=" + DIGITS + ", centers=10, features=784, box=1, sd=10)",
                DIGITS,
                depth + "x32",
                "tanh",
                "",
                "orthogonal",
                optimizer,
                batch,
                new Work(false, batch, widths, optimizer.vectors()),
                List.of(),
                depth >= LARGE_METHOD_DEPTH,
                1);
    }

    private static String moons(int n) {
        return "moons(n=" + n + ", noise=0.1, seed=42)";
    }

    private static List<Integer> deep(int depth, int width) {
        List<Integer> widths = new ArrayList<>();
        widths.add(2);
        widths.addAll(Collections.nCopies(depth, width));
        widths.add(1);
        return widths;
    }

    /** @return the names of all groups, in order */
    static List<String> groups() {
        return all().stream().map(Case::group).distinct().toList();
    }

    /**
     * The cases asked for, in their own order.
     *
     * @param names of groups or cases; empty for all
     * @param quick whether large cases are left out, unless they are called by their own name
     * @return the cases
     * @throws rai.api.spec.SpecException if a name is unknown
     */
    static List<Case> named(List<String> names, boolean quick) {
        List<Case> all = all();
        Set<String> known = new LinkedHashSet<>(groups());
        all.forEach(c -> known.add(c.name()));
        for (String name : names) {
            if (!known.contains(name)) {
                throw Words.unknown("case", name, known);
            }
        }
        return all.stream()
                .filter(c -> names.contains(c.name())
                        || (names.isEmpty() || names.contains(c.group())) && !(quick && c.large()))
                .toList();
    }

    /**
     * The cases asked for, with the method asked for in those that measure a method.
     *
     * @param names of groups or cases; empty for all, or with a method for those that measure one
     * @param quick as above
     * @param method the spec of the method; empty for that of each case
     * @return the cases
     * @throws SpecException if a name is unknown, or no case measures the method
     */
    static List<Case> named(List<String> names, boolean quick, Optional<String> method) {
        if (method.isEmpty()) {
            return named(names, quick);
        }
        List<Case> cases = named(names.isEmpty() ? List.of(METHOD) : names, quick);
        if (cases.stream().noneMatch(c -> c.group().equals(METHOD))) {
            throw new SpecException("none of the cases " + String.join(", ", names)
                    + " measures a method beside backprop: add the case " + METHOD);
        }
        return cases.stream()
                .map(c -> c.group().equals(METHOD) ? c.by(method.get(), c.rivals()) : c)
                .toList();
    }

    /**
     * @param of a case
     * @param threads the numbers asked for
     * @return those it runs with: a series over sizes, and runs at once, with the last only
     */
    static List<Integer> threads(Case of, List<Integer> threads) {
        List<Integer> distinct = threads.stream().distinct().toList();
        return of.size() > 0 || of.runs() > 1 ? distinct.subList(distinct.size() - 1, distinct.size()) : distinct;
    }
}
