package rai.shell.study;

import java.util.List;
import picocli.CommandLine.Option;
import rai.shell.console.Failure;

/** Where the trials of a study are trained, if not here. Whoever starts this process has read most of these already. */
final class ClusterOptions {
    private static final double PERCENT = 100;

    @Option(
            names = "--on",
            paramLabel = "MASTER",
            description =
                    "Train on Apache Spark: local[N], spark://HOST:PORT, yarn or k8s://URL (see docs/cluster.md).")
    String on;

    @Option(
            names = "--verify",
            paramLabel = "PERCENT",
            description =
                    "With --on: train this share of the trials twice, on different workers, and compare their bits.")
    String verify;

    @Option(
            names = "--dist",
            paramLabel = "DIRECTORY",
            description = "With --on: where every worker has the directory dist (default: it is sent to them).")
    String dist;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "With --on: a setting of Spark, as in spark.executor.memory=2g; may be given several times.")
    List<String> conf = List.of();

    /** @return the share of trials to be trained twice */
    double share() {
        if (verify == null) {
            return 0;
        }
        String number = verify.endsWith("%") ? verify.substring(0, verify.length() - 1) : verify;
        try {
            double share = Double.parseDouble(number) / PERCENT;
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // the message is the same
        }
        throw new Failure("--verify must be a percentage from 0% to 100%, not " + verify);
    }

    /**
     * @param elsewhere whether workers elsewhere train
     * @throws Failure if an option says so and they do not
     */
    void require(boolean elsewhere) {
        if (elsewhere) {
            return;
        }
        if (on != null) {
            throw new Failure(
                    "--on trains on Spark, which must start before RAI does: give it to ./rai study run on the"
                            + " command line");
        }
        String other = verify != null ? "--verify" : dist != null ? "--dist" : conf.isEmpty() ? "" : "--conf";
        if (!other.isEmpty()) {
            throw new Failure(other + " is for studies on a cluster: say which with --on");
        }
    }
}
