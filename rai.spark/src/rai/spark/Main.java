package rai.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import rai.launcher.isolated.Isolated;

/**
 * Runs a study whose trials are trained by Spark: this process, the driver, plans the study and keeps its journal, as {@code ./rai study
 * run} does without Spark; executors train.
 *
 * <p>Exits with the exit code of the command; 2 if the arguments are wrong, 1 if the cluster can't be reached.
 */
public final class Main {
    private static final boolean DEBUG = "1".equals(System.getenv("RAI_DEBUG"));
    private static final int CONNECT_MILLIS = 5000;
    private static final int MOST_PORT = 65_535;
    private static final long STATION_MILLIS = 60_000;
    /** How Spark's name for an application begins as long as no master has given it one. */
    private static final String UNREGISTERED = "spark-application-";

    private Main() {}

    /** @param args see {@link Arguments} */
    public static void main(String[] args) {
        int exit;
        try {
            exit = run(Arguments.of(args));
        } catch (IllegalArgumentException e) {
            say(e);
            exit = 2;
        } catch (Exception e) {
            say(e);
            exit = 1;
        }
        System.out.flush();
        log(exit);
        System.exit(exit);
    }

    /** The log of Spark is in a file, if {@code ./rai} has started this. */
    private static void log(int exit) {
        String name = System.getProperty("rai.spark.log", "");
        try {
            if (name.isEmpty() || !Files.exists(Path.of(name))) {
                return;
            }
            if (exit == 0 || exit == 2 || Files.size(Path.of(name)) == 0) {
                Files.delete(Path.of(name));
            } else {
                System.err.println("rai: what Spark had to say is in " + name);
            }
        } catch (IOException e) {
            // it is only a log
        }
    }

    private static int run(Arguments arguments) throws Exception {
        Path jar = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (arguments.standalone().isPresent()) {
            requireAnswer(arguments.standalone().get());
        }
        SparkConf conf = Settings.of(arguments, jar.toString());
        if (!conf.contains("spark.master")) {
            throw new IllegalArgumentException(
                    "no master is named: --on local[4], --on spark://HOST:7077, or spark-submit --master");
        }
        Path here = jar.getParent().resolveSibling("lib").toFile().isDirectory()
                ? jar.getParent().getParent()
                : arguments
                        .dist()
                        .orElseThrow(() -> new IllegalArgumentException(
                                jar + " is not in dist/spark of an application: --dist names the directory dist"));
        boolean shared = arguments.standalone().filter(Settings::isLoopback).isPresent();
        Path there = arguments.dist().orElse(shared ? here : null);
        try (JavaSparkContext spark = context(conf);
                Cluster cluster = new Cluster(spark, Shipment.send(spark, here, there));
                Isolated rai = Isolated.of(here, null, null)) {
            if (spark.sc().uiWebUrl().isDefined()) {
                System.err.println(
                        "rai: Spark's page is " + spark.sc().uiWebUrl().get());
            }
            rai.publish(BiConsumer.class, cluster, Map.of("rai.trials", "spark"));
            if (spark.isLocal()) {
                Node.is(order -> station(rai).apply(order));
            }
            int exit = rai.run(arguments.command().toArray(new String[0]));
            if (!cluster.end().isEmpty()) {
                System.err.println("rai: Spark has ended the application: " + cluster.end());
            }
            return exit;
        }
    }

    private static JavaSparkContext context(SparkConf conf) throws IOException {
        requireManager(conf.get("spark.master"));
        JavaSparkContext spark = new JavaSparkContext(conf);
        spark.setLogLevel(DEBUG ? "INFO" : "ERROR");
        if (conf.get("spark.master").startsWith("spark://")
                && spark.sc().applicationId().startsWith(UNREGISTERED)) {
            spark.close();
            throw new IOException("what listens at " + conf.get("spark.master")
                    + " does not speak as a Spark master of this version: name the address that the page of the master"
                    + " shows, not that of the page");
        }
        return spark;
    }

    /** Spark itself says only that it could not parse the master. */
    private static void requireManager(String master) {
        String manager = master.equals("yarn")
                ? "org.apache.spark.scheduler.cluster.YarnClusterManager"
                : master.startsWith("k8s://")
                        ? "org.apache.spark.scheduler.cluster.k8s.KubernetesClusterManager"
                        : "org.apache.spark.SparkContext";
        try {
            Class.forName(manager, false, Main.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "this Spark has nothing for " + (master.equals("yarn") ? "YARN" : "Kubernetes")
                            + ", which ./rai spark fetch leaves out: set SPARK_HOME to an installation of Spark 4",
                    e);
        }
        if (master.equals("yarn")
                && System.getenv("HADOOP_CONF_DIR") == null
                && System.getenv("YARN_CONF_DIR") == null) {
            throw new IllegalArgumentException(
                    "--on yarn needs HADOOP_CONF_DIR or YARN_CONF_DIR, the directory with the settings of the cluster");
        }
    }

    @SuppressWarnings("unchecked")
    private static Function<String, String> station(Isolated rai) {
        try {
            return (Function<String, String>) rai.service("(rai.trials=station)", STATION_MILLIS);
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Spark itself tries for a minute, and then says much. */
    private static void requireAnswer(String masters) throws IOException {
        IOException last = null;
        for (String address : masters.split(",")) {
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                int port = Integer.parseInt(address.substring(colon + 1));
                if (port < 1 || port > MOST_PORT) {
                    throw new NumberFormatException();
                }
                InetSocketAddress place = new InetSocketAddress(address.substring(0, Math.max(0, colon)), port);
                if (place.isUnresolved()) {
                    throw new IOException("the host is not known");
                }
                socket.connect(place, CONNECT_MILLIS);
                return;
            } catch (IOException e) {
                last = e;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "--on spark://" + masters + " names no port from 1 to 65535, as in spark://HOST:7077", e);
            }
        }
        throw new IOException("no Spark master answers at " + masters + " (" + last.getMessage()
                + "): start one, or name the one that its page shows");
    }

    private static void say(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        System.err.println("rai: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
        if (DEBUG) {
            e.printStackTrace();
        }
    }
}
