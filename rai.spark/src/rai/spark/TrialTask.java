package rai.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/**
 * Trains one trial in an executor. It never throws: a trial that fails is a result. Only a process that dies fails a task; Spark then
 * begins it again in another, and the third time it is given up, as a result.
 */
final class TrialTask implements Function<String, String> {
    /** So many workers a trial may lose. */
    static final int MOST_LOST = 3;

    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Long enough for the answer to arrive. */
    private static final long HALT_MILLIS = 3000;

    private final NodeSettings settings;
    private final boolean local;

    /** @param local whether the executor is the driver */
    TrialTask(NodeSettings settings, boolean local) {
        this.settings = settings;
        this.local = local;
    }

    @Override
    public String call(String order) throws Exception {
        int attempt = TaskContext.get().attemptNumber();
        String executor = SparkEnv.get().executorId();
        String worker = "executor " + executor + " on "
                + SparkEnv.get().blockManager().blockManagerId().host();
        ObjectNode answer = attempt >= MOST_LOST
                ? failed("its worker was lost " + MOST_LOST
                        + " times: it ends the process that trains it, or that has too"
                        + " little memory; the worker's log has its last words")
                : train(order);
        answer.put("worker", worker);
        answer.put("executor", executor);
        answer.put("attempt", attempt);
        if (answer.path("hung").asBoolean() && !local) {
            halt(worker);
        }
        return JSON.writeValueAsString(answer);
    }

    private ObjectNode train(String order) throws Exception {
        try {
            return (ObjectNode) JSON.readTree(Node.here(settings).apply(placed(order)));
        } catch (Exception | LinkageError e) {
            return failed(
                    "RAI can't train on this worker: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    private static ObjectNode failed(String reason) {
        return JSON.createObjectNode().put("failed", reason);
    }

    /** The order, with the places of the files that were shipped. */
    private static String placed(String order) throws Exception {
        ObjectNode document = (ObjectNode) JSON.readTree(order);
        ObjectNode places = document.putObject("places");
        for (JsonNode file : document.path("files")) {
            places.put(
                    file.path("path").asText(),
                    SparkFiles.get(Cluster.shippedName(
                            file.path("path").asText(), file.path("sha256").asText())));
        }
        return JSON.writeValueAsString(document);
    }

    /** A thread that does not end would take the processor from all trials that follow. */
    private static void halt(String worker) {
        Thread halting = new Thread(() -> {
            try {
                Thread.sleep(HALT_MILLIS);
            } catch (InterruptedException e) {
                // then at once
            }
            System.err.println("rai: a trial on " + worker + " hangs: the process ends, and another takes its place");
            Runtime.getRuntime().halt(1);
        });
        halting.setDaemon(true);
        halting.start();
    }
}
