package rai.formats;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.exchange.Destination;
import rai.api.exchange.HistoryFormat;
import rai.api.run.RunReader;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * The history of a run in one table, a row per value: {@code step,name,probe,layer,value}. The name is {@code objective}, a metric such as {@code
 * test_accuracy}, or a column of a probe. Values have all their digits; NaN is a value that is not defined.
 */
@Component
@Named("csv")
@About(
        value = "Objective, metrics and probes of a run in one table, a row per value.",
        source = "Wickham, 2014, Journal of Statistical Software 59(10): tidy data")
public class HistoryCsv implements HistoryFormat {
    @Override
    public List<String> endings() {
        return List.of(".csv");
    }

    @Override
    public List<String> write(RunReader run, Destination to) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(to.path(), StandardCharsets.UTF_8)) {
            out.write("step,name,probe,layer,value\n");
            History.read(run, (step, name, probe, layer, value) -> {
                try {
                    out.write(step + "," + field(name) + "," + field(probe) + "," + field(layer) + "," + value + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return List.of();
    }

    private static String field(String text) {
        return text.matches("[^,\"\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
