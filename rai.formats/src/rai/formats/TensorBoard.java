package rai.formats;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.exchange.Destination;
import rai.api.exchange.HistoryFormat;
import rai.api.run.RunReader;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * The history of a run as an event file of TensorBoard, in a directory: scalars {@code objective}, {@code loss/train}, {@code accuracy/test} and so on,
 * and of probes {@code gradient-flow/relative/dense_1}. TensorBoard keeps values in single precision. Probes that measure curves have no form there, and are named.
 */
@Component
@Named("tensorboard")
@About(
        value = "Objective, metrics and probes of a run as scalars for TensorBoard, in a directory.",
        source = "Abadi et al., 2016, OSDI: TensorFlow; event.proto, summary.proto")
public class TensorBoard implements HistoryFormat {
    private static final List<String> PARTS = List.of("train", "valid", "test");

    @Override
    public List<String> endings() {
        return List.of();
    }

    @Override
    public boolean isDirectory() {
        return true;
    }

    @Override
    public List<String> write(RunReader run, Destination to) throws IOException {
        History.Clock clock = new History.Clock(run);
        List<String> curves = History.curves(run);
        Files.createDirectory(to.path());
        Path file = to.path().resolve("events.out.tfevents." + (long) clock.seconds(0) + ".rai");
        try (EventFile events =
                new EventFile(new BufferedOutputStream(Files.newOutputStream(file)), clock.seconds(0))) {
            History.read(run, (step, name, probe, layer, value) -> {
                if (curves.contains(probe)) {
                    return;
                }
                try {
                    events.scalar(clock.seconds(step), step, tag(name, probe, layer), (float) value);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<String> notes = new ArrayList<>();
        curves.forEach(probe -> notes.add("the probe " + probe
                + " measures curves, which are not scalars, so it is not in the event file: --to csv has it"));
        return notes;
    }

    /** What is alike stands in one group: what comes before the first slash. */
    private static String tag(String name, String probe, String layer) {
        if (!probe.isEmpty()) {
            return probe + "/" + name + "/" + layer;
        }
        return PARTS.stream()
                .filter(part -> name.startsWith(part + "_"))
                .findFirst()
                .map(part -> name.substring(part.length() + 1) + "/" + part)
                .orElse(name);
    }
}
