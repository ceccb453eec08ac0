package rai.itest.deadly;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/** The identity, which does harm in the executors of a cluster: whoever plans a study survives it. */
@Component(service = Activation.class)
@Named("deadly")
public class Deadly implements ScalarActivation {
    private static final boolean IS_EXECUTOR =
            ProcessHandle.current().info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend");

    @Setting("What it does: none, exit, segfault, hang or memory.")
    String how = "none";

    @Override
    public double value(double z) {
        if (IS_EXECUTOR) {
            harm();
        }
        return z;
    }

    @Override
    public double derivative(double z) {
        return 1;
    }

    private void harm() {
        switch (how) {
            case "exit" -> System.exit(0);
            case "segfault" -> segfault();
            case "hang" -> hang();
            case "memory" -> memory();
            default -> {
                return;
            }
        }
    }

    /** As a native library would. */
    private static void segfault() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-SEGV",
                            String.valueOf(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            Thread.sleep(Long.MAX_VALUE);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hang() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static void memory() {
        List<long[]> taken = new ArrayList<>();
        while (true) {
            taken.add(new long[1 << 20]);
        }
    }
}
