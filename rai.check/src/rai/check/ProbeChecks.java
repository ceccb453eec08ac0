package rai.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedLayer;

/** The contract of every probe. */
public final class ProbeChecks {
    /** A map alone; a chain; a network with learnable activations, and a residual block; see {@link PlainProbedRun}. */
    private static final List<String> NETWORKS = List.of("d", "dtdtd", "dsd(td)ds");

    private final Supplier<? extends Probe> probe;

    private ProbeChecks(Supplier<? extends Probe> probe) {
        this.probe = probe;
    }

    /**
     * The checks of a probe.
     *
     * @param probe gives the probe, configured; preferably a new one at every call
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends Probe> probe) {
        return new ProbeChecks(probe).all();
    }

    private List<Check> all() {
        return List.of(
                new Check("columns have distinct names of lower-case words, always the same", this::columns),
                Check.of(
                        "every row has a number for each column, and is that of a layer or of the network", this::rows),
                Check.of("the same state gives the same rows, whatever was measured in between", this::again),
                Check.of("parameters that are 0 or NaN are taken without complaint", this::degenerate),
                Check.of("four threads at once get bit for bit what one gets", this::threads));
    }

    private PlainProbedRun run(DataType type, String network, double size) {
        return new PlainProbedRun(type, network, size, probe.get().comparesWithStart());
    }

    /** Columns are the heading of a file. */
    private String columns() throws Violation {
        List<String> columns = probe.get().columns();
        Require.that(!columns.isEmpty(), "columns() is empty");
        Require.distinct(columns, "columns");
        for (String column : columns) {
            Require.that(
                    column.matches("[a-z][a-z0-9_]*"),
                    "the column '%s' must be lower-case words joined by underscores",
                    column);
        }
        Require.equal(probe.get().columns(), columns, "columns asked for again");
        return String.join(", ", columns);
    }

    private void rows() throws Violation {
        for (String network : NETWORKS) {
            for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
                requireRows(run(type, network, 1), network);
            }
        }
    }

    private void requireRows(PlainProbedRun run, String network) throws Violation {
        Set<String> layers =
                new HashSet<>(run.layers().stream().map(ProbedLayer::name).toList());
        layers.add(Measurement.NETWORK);
        int columns = probe.get().columns().size();
        for (Measurement row : probe.get().measure(run)) {
            Require.that(
                    row.values().size() == columns,
                    "in the network %s a row has %s numbers, but there are %s columns",
                    network,
                    row.values().size(),
                    columns);
            Require.that(
                    layers.contains(row.layer()),
                    "in the network %s there is a row of '%s', but the layers are %s",
                    network,
                    row.layer(),
                    layers);
        }
    }

    /** A resumed run must have the series of one that was not interrupted. */
    private void again() throws Violation {
        for (String network : NETWORKS) {
            List<Measurement> first = probe.get().measure(run(DataType.FLOAT, network, 1));
            Probe used = probe.get();
            used.measure(run(DataType.DOUBLE, NETWORKS.get(2), 2));
            Require.equal(
                    used.measure(run(DataType.FLOAT, network, 1)),
                    first,
                    "the rows of the network " + network + " again");
        }
    }

    /** What diverges is worth measuring most. */
    private void degenerate() throws Violation {
        for (String network : NETWORKS) {
            requireRows(run(DataType.FLOAT, network, 0), network);
            requireRows(run(DataType.FLOAT, network, Double.NaN), network);
        }
    }

    /** One service serves many runs at once. */
    private void threads() throws Exception {
        Probe shared = probe.get();
        List<Callable<Void>> calls = new ArrayList<>();
        for (String network : NETWORKS) {
            List<Measurement> expected = shared.measure(run(DataType.FLOAT, network, 1));
            calls.add(() -> {
                for (int again = 0; again < 20; again++) { // often enough that the threads surely meet
                    Require.equal(
                            shared.measure(run(DataType.FLOAT, network, 1)),
                            expected,
                            "rows while other threads call it");
                }
                return null;
            });
        }
        Threads.all(calls);
    }
}
