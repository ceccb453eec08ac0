package rai.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.spark.FutureAction;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;
import org.apache.spark.rdd.AsyncRDDActions;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.util.Try;

/**
 * Has trials trained by the executors of a Spark application. Each trial is a Spark job of one task, so that Spark's page names it, and
 * begins it again if its executor is lost. An empty order is answered at once, with how the executors stand; {@code {"withdraw": true}}
 * takes back the trials that no executor has begun, and each is answered with {@code {"withdrawn": true}}.
 */
final class Cluster implements BiConsumer<String, Consumer<String>>, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ClassTag<String> TEXT = ClassTag$.MODULE$.apply(String.class);
    private static final int SHORT_HASH = 12;
    /** If Spark ends the application it has all jobs fail, and stops a moment later. */
    private static final long ENDING_MILLIS = 2000;

    private final JavaSparkContext spark;
    private final Population executors;
    private final TrialTask task;
    private final int threads;
    private Path files;
    private final Set<String> shipped = new HashSet<>();
    private final Set<FutureAction<?>> handedOut = ConcurrentHashMap.newKeySet();
    private final Set<FutureAction<?>> withdrawn = ConcurrentHashMap.newKeySet();
    private final ExecutorService answers = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "rai answers");
        thread.setDaemon(true);
        return thread;
    });
    private final ExecutionContext context = ExecutionContext.fromExecutor(answers);
    private volatile boolean closing;
    private volatile String lastFailure = "";

    Cluster(JavaSparkContext spark, NodeSettings settings) {
        this.spark = spark;
        threads = spark.getConf().getInt("spark.task.cpus", 1);
        executors = new Population(spark);
        task = new TrialTask(settings, spark.isLocal());
    }

    @Override
    public void accept(String order, Consumer<String> answer) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Cluster.class.getClassLoader()); // where Hadoop looks for its file systems
        try {
            if (order.isEmpty()) {
                answer.accept(standing());
                return;
            }
            JsonNode document = JSON.readTree(order);
            if (document.path("withdraw").asBoolean()) {
                withdraw();
            } else {
                train(order, document, answer);
            }
        } catch (IOException e) {
            answer.accept(failed("it could not be sent to a worker: " + e.getMessage()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private String standing() throws JsonProcessingException {
        return JSON.writeValueAsString(JSON.createObjectNode()
                .put("slots", executors.slots(threads))
                .put("threads", threads)
                .put("standing", executors.text())
                .put("closed", isEnded()));
    }

    private void train(String order, JsonNode document, Consumer<String> answer) throws IOException {
        for (JsonNode file : document.path("files")) {
            ship(file.path("path").asText(), file.path("sha256").asText());
        }
        JavaRDD<String> one =
                placed(order, executors.other(document.path("apart").asText()));
        spark.setJobGroup(document.path("id").asText(), document.path("name").asText(), false);
        FutureAction<Seq<String>> training = new AsyncRDDActions<>(one.map(task).rdd(), TEXT).collectAsync();
        handedOut.add(training);
        training.onComplete(
                end -> {
                    handedOut.remove(training);
                    if (withdrawn.remove(training) && end.isFailure()) {
                        answer.accept("{\"withdrawn\":true}");
                    } else {
                        ended(end, answer);
                    }
                    return null;
                },
                context);
    }

    private void withdraw() {
        for (FutureAction<?> training : handedOut) {
            if (!hasBegun(training)) {
                withdrawn.add(training);
                training.cancel();
            }
        }
    }

    private boolean hasBegun(FutureAction<?> training) {
        JavaSparkStatusTracker jobs = spark.statusTracker();
        for (Object id : CollectionConverters.asJava(training.jobIds())) {
            SparkJobInfo job = jobs.getJobInfo((Integer) id);
            for (int stage : job == null ? new int[0] : job.stageIds()) {
                SparkStageInfo tasks = jobs.getStageInfo(stage);
                if (tasks != null && tasks.numActiveTasks() + tasks.numCompletedTasks() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @param preferred where it is trained if there is room soon */
    private JavaRDD<String> placed(String order, Optional<String> preferred) {
        if (preferred.isEmpty()) {
            return spark.parallelize(List.of(order), 1);
        }
        Seq<String> places = sequence(List.of(preferred.get()));
        return spark.sc()
                .makeRDD(sequence(List.of(new Tuple2<>(order, places))), TEXT)
                .toJavaRDD();
    }

    private static <T> Seq<T> sequence(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    private void ended(Try<Seq<String>> end, Consumer<String> answer) {
        if (end.isSuccess()) {
            answer.accept(end.get().head());
            return;
        }
        String cause = String.valueOf(end.failed().get().getMessage())
                .lines()
                .findFirst()
                .orElse("");
        lastFailure = cause.replaceFirst("^Job aborted due to stage failure: ", "");
        CompletableFuture.delayedExecutor(ENDING_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            if (!isEnded()) { // else nobody has trained it, and the study continues later
                answer.accept(failed("Spark could not have it trained: " + cause));
            }
        });
    }

    private boolean isEnded() {
        return closing || spark.sc().isStopped();
    }

    /** @return why Spark has ended the application, if it has and that is known; otherwise empty */
    String end() {
        return !closing && spark.sc().isStopped() ? lastFailure : "";
    }

    private static String failed(String reason) {
        return JSON.createObjectNode().put("failed", reason).toString();
    }

    /** Two files of one name may travel: the name on the way has a part of the content's hash. */
    static String shippedName(String path, String sha256) {
        return sha256.substring(0, Math.min(SHORT_HASH, sha256.length())) + "-"
                + Path.of(path).getFileName();
    }

    private synchronized void ship(String path, String sha256) throws IOException {
        String name = shippedName(path, sha256);
        if (!shipped.contains(name)) {
            files = files == null ? Files.createTempDirectory("rai-shipped-") : files;
            Path copy = Files.copy(Path.of(path), files.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            if (!Hashes.of(copy).equals(sha256)) {
                throw new IOException(path + " has changed since the study was planned");
            }
            spark.addFile(copy.toString());
            shipped.add(name);
        }
    }

    @Override
    public void close() throws IOException {
        closing = true; // the thread of the answers stays: Spark has the jobs fail that are left
        for (String name : shipped) {
            Files.deleteIfExists(files.resolve(name));
        }
        if (files != null) {
            Files.deleteIfExists(files);
        }
    }
}
