package rai.spark;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.SparkConf;

/** What Spark is set to, unless the user says otherwise; docs/cluster.md has the reasons. */
final class Settings {
    private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";

    private Settings() {}

    /**
     * @param arguments what the user says
     * @param jar this jar, which the executors need, too
     */
    static SparkConf of(Arguments arguments, String jar) {
        SparkConf conf = new SparkConf();
        arguments.master().ifPresent(conf::setMaster);
        arguments.settings().forEach(conf::set);
        conf.setIfMissing("spark.app.name", "RAI " + arguments.study());
        usual().forEach(conf::setIfMissing);
        if (!conf.contains("spark.jars") && !conf.get("spark.master", "").startsWith("local")) {
            conf.set("spark.jars", jar);
        }
        if (arguments.standalone().filter(Settings::isLoopback).isPresent()) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        String user = conf.get(JAVA_OPTIONS, "");
        conf.set(JAVA_OPTIONS, (java(conf.get("spark.executor.cores")) + " " + user).strip());
        Optional.ofNullable(System.getenv("RAI_DATA"))
                .ifPresent(data -> conf.setIfMissing("spark.executorEnv.RAI_DATA", data));
        return conf;
    }

    static boolean isLoopback(String address) {
        return address.matches("(127\\.[0-9.]+|localhost|\\[?::1\\]?):\\d+.*");
    }

    private static Map<String, String> usual() {
        Map<String, String> usual = new TreeMap<>();
        usual.put("spark.executor.cores", "1");
        usual.put("spark.task.cpus", "1");
        usual.put("spark.executor.memory", "1g");
        usual.put("spark.executor.memoryOverhead", "2g");
        usual.put("spark.task.maxFailures", "100");
        usual.put("spark.executor.maxNumFailures", "100000");
        usual.put("spark.speculation", "false");
        usual.put("spark.excludeOnFailure.enabled", "false");
        usual.put("spark.locality.wait", "2s");
        usual.put("spark.ui.showConsoleProgress", "false");
        usual.put("spark.ui.retainedJobs", "500");
        usual.put("spark.ui.retainedStages", "500");
        usual.put("spark.ui.retainedTasks", "5000");
        usual.put("spark.executorEnv.OPENBLAS_NUM_THREADS", "1");
        usual.put("spark.executorEnv.OMP_NUM_THREADS", "1");
        usual.put("spark.executorEnv.MALLOC_ARENA_MAX", "2");
        return usual;
    }

    private static String java(String cores) {
        int version = Runtime.version().feature();
        return "-XX:+UseSerialGC -XX:ActiveProcessorCount=" + cores
                + " -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxbytes=0"
                + " -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
                + (version >= 23 ? " --sun-misc-unsafe-memory-access=allow" : "")
                + (version >= 22 ? " --enable-native-access=ALL-UNNAMED" : "");
    }
}
