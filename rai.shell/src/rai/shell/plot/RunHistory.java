package rai.shell.plot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rai.api.run.RecordedEvent;
import rai.api.run.RunReader;
import rai.api.run.RunReader.Row;

/**
 * What is drawn of a run, which may still be in progress.
 *
 * @param directory where it is
 * @param name the name of the run
 * @param rows all rows of its history, in their order
 * @param events all its events, in their order
 */
record RunHistory(Path directory, String name, List<Row> rows, List<RecordedEvent> events) {
    /**
     * @param run the run
     * @return its history
     * @throws rai.api.spec.SpecException if there is none, or it can't be read
     */
    static RunHistory of(RunReader run) {
        List<Row> rows = new ArrayList<>();
        run.history(rows::add);
        return new RunHistory(run.directory(), run.name(), rows, run.events());
    }

    /** @return the steps done */
    long steps() {
        return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).step();
    }
}
