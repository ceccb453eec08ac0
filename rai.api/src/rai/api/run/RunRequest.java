package rai.api.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to train, all of it as specs.
 *
 * @param data the spec of the training data
 * @param test the spec of the test data, if any
 * @param network the layer list; see {@link rai.api.network.Layers}
 * @param init the spec of the initializer
 * @param loss the spec of the loss; without one the loss that goes with the data and the last layer
 * @param optimizer the spec of the optimizer
 * @param phases the methods to train with, one after another
 * @param seed the seed of everything random
 * @param batch examples per step; 0 is all of them
 * @param threads how many threads may compute
 * @param precision the data type of the run
 * @param standardize whether features are shifted and scaled to mean 0 and variance 1 on the training data
 * @param evaluateEvery steps between two evaluations on all data; 0 for one at the end of each phase
 * @param directory where the run is kept; without one it is kept nowhere
 * @param engine the spec of the engine
 * @param metrics the specs of the metrics to evaluate beside the loss and accuracy or rmse; results are called as written here
 * @param control what steers the updates beside the optimizer
 * @param checkpoints how often the state is written to the directory
 * @param supervision how the run deals with services that come, go or hang
 * @param command the command line as typed; an empty text where there was none
 */
public record RunRequest(
        String data,
        Optional<String> test,
        String network,
        String init,
        Optional<String> loss,
        String optimizer,
        List<Phase> phases,
        long seed,
        int batch,
        int threads,
        Precision precision,
        boolean standardize,
        long evaluateEvery,
        Optional<Path> directory,
        String engine,
        List<String> metrics,
        Control control,
        Checkpoints checkpoints,
        Supervision supervision,
        String command) {

    /** The engine that is taken where nothing else is asked for: of all there are, the one with the highest rank. */
    public static final String FASTEST = "fastest";

    /** The data type in which a run computes. */
    public enum Precision {
        /** 32 bits. */
        FLOAT32,
        /** 64 bits. */
        FLOAT64
    }

    /** Copies the lists. */
    public RunRequest {
        phases = List.copyOf(phases);
        metrics = List.copyOf(metrics);
    }

    /**
     * With the usual checkpoints.
     *
     * @param data the spec of the training data
     * @param test the spec of the test data, if any
     * @param network the layer list
     * @param init the spec of the initializer
     * @param loss the spec of the loss, if not the usual one
     * @param optimizer the spec of the optimizer
     * @param phases the methods to train with
     * @param seed the seed
     * @param batch examples per step; 0 is all of them
     * @param threads how many threads may compute
     * @param precision the data type
     * @param standardize whether features are standardized
     * @param evaluateEvery steps between two evaluations
     * @param directory where the run is kept, if anywhere
     * @param engine the spec of the engine
     * @param metrics the specs of further metrics
     * @param control what steers the updates beside the optimizer
     */
    public RunRequest(
            String data,
            Optional<String> test,
            String network,
            String init,
            Optional<String> loss,
            String optimizer,
            List<Phase> phases,
            long seed,
            int batch,
            int threads,
            Precision precision,
            boolean standardize,
            long evaluateEvery,
            Optional<Path> directory,
            String engine,
            List<String> metrics,
            Control control) {
        this(
                data,
                test,
                network,
                init,
                loss,
                optimizer,
                phases,
                seed,
                batch,
                threads,
                precision,
                standardize,
                evaluateEvery,
                directory,
                engine,
                metrics,
                control,
                Checkpoints.USUAL,
                Supervision.USUAL,
                "");
    }

    /**
     * With the usual metrics.
     *
     * @param data the spec of the training data
     * @param test the spec of the test data, if any
     * @param network the layer list
     * @param init the spec of the initializer
     * @param loss the spec of the loss, if not the usual one
     * @param optimizer the spec of the optimizer
     * @param phases the methods to train with
     * @param seed the seed
     * @param batch examples per step; 0 is all of them
     * @param threads how many threads may compute
     * @param precision the data type
     * @param standardize whether features are standardized
     * @param evaluateEvery steps between two evaluations
     * @param directory where the run is kept, if anywhere
     * @param engine the spec of the engine
     */
    public RunRequest(
            String data,
            Optional<String> test,
            String network,
            String init,
            Optional<String> loss,
            String optimizer,
            List<Phase> phases,
            long seed,
            int batch,
            int threads,
            Precision precision,
            boolean standardize,
            long evaluateEvery,
            Optional<Path> directory,
            String engine) {
        this(
                data,
                test,
                network,
                init,
                loss,
                optimizer,
                phases,
                seed,
                batch,
                threads,
                precision,
                standardize,
                evaluateEvery,
                directory,
                engine,
                List.of());
    }

    /**
     * With the fastest engine and the usual metrics.
     *
     * @param data the spec of the training data
     * @param test the spec of the test data, if any
     * @param network the layer list
     * @param init the spec of the initializer
     * @param loss the spec of the loss, if not the usual one
     * @param optimizer the spec of the optimizer
     * @param phases the methods to train with
     * @param seed the seed
     * @param batch examples per step; 0 is all of them
     * @param threads how many threads may compute
     * @param precision the data type
     * @param standardize whether features are standardized
     * @param evaluateEvery steps between two evaluations
     * @param directory where the run is kept, if anywhere
     */
    public RunRequest(
            String data,
            Optional<String> test,
            String network,
            String init,
            Optional<String> loss,
            String optimizer,
            List<Phase> phases,
            long seed,
            int batch,
            int threads,
            Precision precision,
            boolean standardize,
            long evaluateEvery,
            Optional<Path> directory) {
        this(
                data,
                test,
                network,
                init,
                loss,
                optimizer,
                phases,
                seed,
                batch,
                threads,
                precision,
                standardize,
                evaluateEvery,
                directory,
                FASTEST);
    }

    /**
     * With nothing beside the optimizer.
     *
     * @param data the spec of the training data
     * @param test the spec of the test data, if any
     * @param network the layer list
     * @param init the spec of the initializer
     * @param loss the spec of the loss, if not the usual one
     * @param optimizer the spec of the optimizer
     * @param phases the methods to train with
     * @param seed the seed
     * @param batch examples per step; 0 is all of them
     * @param threads how many threads may compute
     * @param precision the data type
     * @param standardize whether features are standardized
     * @param evaluateEvery steps between two evaluations
     * @param directory where the run is kept, if anywhere
     * @param engine the spec of the engine
     * @param metrics the specs of further metrics
     */
    public RunRequest(
            String data,
            Optional<String> test,
            String network,
            String init,
            Optional<String> loss,
            String optimizer,
            List<Phase> phases,
            long seed,
            int batch,
            int threads,
            Precision precision,
            boolean standardize,
            long evaluateEvery,
            Optional<Path> directory,
            String engine,
            List<String> metrics) {
        this(
                data,
                test,
                network,
                init,
                loss,
                optimizer,
                phases,
                seed,
                batch,
                threads,
                precision,
                standardize,
                evaluateEvery,
                directory,
                engine,
                metrics,
                Control.NONE,
                Checkpoints.USUAL,
                Supervision.USUAL,
                "");
    }

    /**
     * @param other what steers the updates beside the optimizer
     * @return this request with it
     */
    public RunRequest with(Control other) {
        return new RunRequest(
                data,
                test,
                network,
                init,
                loss,
                optimizer,
                phases,
                seed,
                batch,
                threads,
                precision,
                standardize,
                evaluateEvery,
                directory,
                engine,
                metrics,
                other,
                checkpoints,
                supervision,
                command);
    }

    /**
     * @param other how often the state is written
     * @return this request with it
     */
    public RunRequest with(Checkpoints other) {
        return new RunRequest(
                data,
                test,
                network,
                init,
                loss,
                optimizer,
                phases,
                seed,
                batch,
                threads,
                precision,
                standardize,
                evaluateEvery,
                directory,
                engine,
                metrics,
                control,
                other,
                supervision,
                command);
    }

    /**
     * @param other how the run deals with services that come, go or hang
     * @return this request with it
     */
    public RunRequest with(Supervision other) {
        return new RunRequest(
                data,
                test,
                network,
                init,
                loss,
                optimizer,
                phases,
                seed,
                batch,
                threads,
                precision,
                standardize,
                evaluateEvery,
                directory,
                engine,
                metrics,
                control,
                checkpoints,
                other,
                command);
    }

    /**
     * @param other where the run is kept
     * @return this request with it
     */
    public RunRequest with(Path other) {
        return new RunRequest(
                data,
                test,
                network,
                init,
                loss,
                optimizer,
                phases,
                seed,
                batch,
                threads,
                precision,
                standardize,
                evaluateEvery,
                Optional.of(other),
                engine,
                metrics,
                control,
                checkpoints,
                supervision,
                command);
    }

    /**
     * @param line the command line as typed
     * @return this request with it
     */
    public RunRequest typed(String line) {
        return new RunRequest(
                data,
                test,
                network,
                init,
                loss,
                optimizer,
                phases,
                seed,
                batch,
                threads,
                precision,
                standardize,
                evaluateEvery,
                directory,
                engine,
                metrics,
                control,
                checkpoints,
                supervision,
                line);
    }
}
