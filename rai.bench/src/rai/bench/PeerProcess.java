package rai.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import rai.api.bench.PeerResult;

/** A peer at work: it waits on its standard input while others are measured, and does as many steps as it is asked for. */
final class PeerProcess implements AutoCloseable {
    private static final int TOLD = 200;

    private final Process process;
    private final BufferedReader in;
    private final Writer out;
    private Times times = new Times();
    private String about = "";
    private String failed;
    private String lastLine = "";

    /**
     * @param python runs it
     * @param arguments see {@link Peer#arguments}
     * @param threads also set for the libraries, by environment variables; the rest of the environment, such as OPENBLAS_CORETYPE, is
     *     passed on
     * @throws IOException if it can't be started
     */
    PeerProcess(Python python, List<String> arguments, int threads) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(python.program(), "-u", python.script().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // ours are set to 1 by the launcher; a peer shares its work out by these libraries
        for (String name : new String[] {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"}) {
            builder.environment().put(name, Integer.toString(threads));
        }
        process = builder.start();
        in = process.inputReader(StandardCharsets.UTF_8);
        out = process.outputWriter(StandardCharsets.UTF_8);
        await(reply -> reply.ready() != null);
    }

    /**
     * Has steps done.
     *
     * @param steps how many are counted
     * @param before how many are done before and not counted
     * @return the median of these, in milliseconds; NaN if it failed
     */
    double measure(int steps, int before) {
        if (failed == null) {
            try {
                out.write(before + " " + steps + "\n");
                out.flush();
            } catch (IOException e) {
                failed = "it ended early: " + lastLine;
            }
        }
        Times these = new Times();
        await(reply -> reply.ms() != null)
                .ifPresent(reply -> reply.ms().forEach(ms -> {
                    times.add(Math.round(ms * 1e6));
                    these.add(Math.round(ms * 1e6));
                }));
        return these.median();
    }

    /** Lets what was measured so far count for nothing. */
    void forget() {
        times = new Times();
    }

    private Optional<PeerReply> await(Predicate<PeerReply> wanted) {
        if (failed != null) {
            return Optional.empty();
        }
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lastLine = line.isBlank() ? lastLine : line.strip();
                Optional<PeerReply> any = PeerReply.parse(line);
                about = any.map(PeerReply::ready).orElse(about);
                Optional<PeerReply> reply = any.filter(wanted);
                if (reply.isPresent()) {
                    return reply;
                }
            }
            failed = "it ended early: " + lastLine;
        } catch (IOException | IllegalArgumentException e) {
            failed = e.getMessage();
        }
        return Optional.empty();
    }

    /** @return what it took so far */
    PeerResult result() {
        return failed != null
                ? PeerResult.failed(failed.substring(0, Math.min(TOLD, failed.length())))
                : new PeerResult(times.median(), times.best(), times.quantile(Measurement.MOST), times.count(), about);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            process.destroy(); // it is gone, or does not listen
        }
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
