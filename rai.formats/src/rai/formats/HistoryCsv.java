package rai.formats;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(to.path())) {
            csv.writeRecord("step", "name", "probe", "layer", "value");
            History.read(
                    run,
                    (step, name, probe, layer, value) ->
                            csv.writeRecord(String.valueOf(step), name, probe, layer, String.valueOf(value)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return List.of();
    }
}
