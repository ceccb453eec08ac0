package rai.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import rai.api.bench.CaseResult;
import rai.api.bench.PeerResult;
import rai.api.bench.RivalResult;
import rai.api.network.Layers;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;

/**
 * A training whose steps are measured.
 *
 * @param name its name
 * @param group the name of all its sizes
 * @param size what is varied in the group; 0 if nothing is
 * @param data the spec of the data
 * @param examples how many they are
 * @param hidden the hidden layers, as in {@code 100x100}
 * @param activation the activation after each, or that inside of the activation network after each
 * @param inner the hidden widths of that network, with batch normalisation before it and of the inputs; empty without one
 * @param init the initializer
 * @param optimizer the optimizer
 * @param batch examples per step; 0 is all
 * @param work what a step must do
 * @param peers who does the same
 * @param large whether it is left out if there is little time
 * @param runs how many of it train at once
 * @param method the training method
 * @param rivals what it is measured beside, in turns
 * @param engine the engine that it is trained with; empty for the one asked for
 */
record Case(
        String name,
        String group,
        int size,
        String data,
        int examples,
        String hidden,
        String activation,
        String inner,
        String init,
        Update optimizer,
        int batch,
        Work work,
        List<Peer> peers,
        boolean large,
        int runs,
        String method,
        List<Case> rivals,
        String engine) {

    /** Nobody reaches it: a measurement ends a run by itself. */
    private static final long STEPS = 100_000_000;

    /**
     * An optimizer.
     *
     * @param name its name, here and in the peers
     * @param setting what its rate is called
     * @param rate its rate
     * @param vectors how many vectors it keeps
     */
    record Update(String name, String setting, double rate, int vectors) {
        static Update rprop(double step) {
            return new Update("rprop", "step", step, 2);
        }

        static Update sgd(double rate) {
            return new Update("sgd", "rate", rate, 0);
        }

        static Update adam(double rate) {
            return new Update("adam", "rate", rate, 2);
        }

        String spec() {
            return String.format(Locale.ROOT, "%s(%s=%s)", name, setting, rate);
        }
    }

    /** A case by itself, of rai or of backprop, as its work says. */
    Case(
            String name,
            String group,
            int size,
            String data,
            int examples,
            String hidden,
            String activation,
            String inner,
            String init,
            Update optimizer,
            int batch,
            Work work,
            List<Peer> peers,
            boolean large,
            int runs) {
        this(
                name,
                group,
                size,
                data,
                examples,
                hidden,
                activation,
                inner,
                init,
                optimizer,
                batch,
                work,
                peers,
                large,
                runs,
                work.relaxed() ? "rai" : "backprop",
                List.of(),
                "");
    }

    /** @return the same by another method, measured beside others */
    Case by(String otherMethod, List<Case> others) {
        return new Case(
                name,
                group,
                size,
                data,
                examples,
                hidden,
                activation,
                inner,
                init,
                optimizer,
                batch,
                work,
                peers,
                large,
                runs,
                otherMethod,
                others,
                engine);
    }

    /** @return the same with the engine portable, measured beside the engine asked for */
    Case portable(String group) {
        return new Case(
                group + "-" + method,
                group,
                0,
                data,
                examples,
                hidden,
                activation,
                inner,
                init,
                optimizer,
                batch,
                work,
                List.of(),
                false,
                1,
                method,
                List.of(this),
                RunRequestBuilder.PORTABLE);
    }

    /**
     * @param asked the engine asked for
     * @return the engine that it is trained with
     */
    String engine(String asked) {
        return engine.isEmpty() ? asked : engine;
    }

    /** @return how many runs train, at once or in turns */
    int members() {
        return runs + rivals.size();
    }

    String network() {
        return inner.isEmpty()
                ? Layers.hidden(hidden, activation)
                : "batch-norm "
                        + Layers.hidden(
                                hidden, "batch-norm network(hidden='" + inner + "', activation=" + activation + ")");
    }

    /**
     * @param threads how many compute
     * @param asked the spec of the engine asked for
     * @return what the trainer is asked for
     */
    RunRequest request(int threads, String asked) {
        return RunRequest.builder()
                .train(data)
                .network(network())
                .init(init)
                .optimizer(optimizer.spec())
                .phase(method, STEPS)
                .seed(0)
                .batch(batch)
                .threads(threads)
                .standardize(true)
                .engine(engine(asked))
                .build();
    }

    /**
     * What was measured of this case.
     *
     * @param threads how many threads computed for each run
     * @param provider who provided the engine
     * @param steps the times of its steps
     * @param floors the times of its floor
     * @param allocated what a step of one run allocates on the Java heap, in bytes
     * @param more further figures
     * @param others the peers
     * @param beside the rivals
     * @return the result
     */
    CaseResult measured(
            int threads,
            String provider,
            Times steps,
            Times floors,
            double allocated,
            Map<String, Double> more,
            Map<String, PeerResult> others,
            List<RivalResult> beside) {
        return new CaseResult(
                name,
                group,
                size,
                threads,
                network(),
                method,
                optimizer.spec(),
                provider,
                work.rows(),
                steps.count(),
                steps.median(),
                steps.best(),
                steps.quantile(Measurement.MOST),
                floors.median(),
                runs * work.gflop(),
                runs * work.bytes(),
                runs * allocated,
                more,
                others,
                beside);
    }
}
