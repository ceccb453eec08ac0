package rai.core.trainer;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import rai.api.catalog.Catalog;
import rai.api.catalog.Catalog.Found;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.DatasetSource;
import rai.api.data.Datasets;
import rai.api.data.Table;
import rai.api.run.RunRequest;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.split.Split;
import rai.core.data.RowSplit;
import rai.core.data.RunData;
import rai.core.data.SplitOptions;
import rai.core.guard.Watchdog;
import rai.core.plan.Keys;

/**
 * The services from which the data of a run come.
 *
 * @param request what is to be trained
 * @param catalog where they are from
 * @param train the training data
 * @param test the test data, if they are given
 * @param split what shares out the rows of the training data, if anything does
 */
record DataSources(
        RunRequest request,
        Catalog catalog,
        Found<DatasetSource> train,
        Optional<Found<DatasetSource>> test,
        Optional<Found<Split>> split) {
    /** @throws SpecException if there is no such service; the message begins with the key */
    static DataSources of(RunRequest request, Catalog catalog) {
        Optional<Spec> split = SplitOptions.spec(request.data());
        return new DataSources(
                request,
                catalog,
                found("data.train", request.data().train(), catalog),
                request.data().test().map(test -> found("data.test", test, catalog)),
                split.map(spec -> Keys.at(SplitOptions.key(request.data()), () -> catalog.find(Split.class, spec))));
    }

    private static Found<DatasetSource> found(String key, String data, Catalog catalog) {
        Spec spec = Datasets.spec(data);
        return Keys.at(key, () -> catalog.find(DatasetSource.class, spec));
    }

    /** Reads the data and shares them out. */
    RunData read() {
        return read(this::table);
    }

    /** @param tables reads a table, or has it already */
    RunData read(Function<Found<DatasetSource>, Table> tables) {
        return RunData.of(
                tables.apply(train),
                test.map(tables),
                request.data(),
                split.map(found -> new RowSplit(found, catalog, request.faults().stepLimit())),
                request.execution().seed());
    }

    /** Reads a table in limited time. */
    Table table(Found<DatasetSource> source) {
        try {
            DataPlaces places = DataPlaces.here(request.data().directory().orElse(null));
            return new Watchdog(request.faults().stepLimit(), List::of)
                    .lend("rai-load", () -> source.service().table(places));
        } catch (SpecException e) { // the fault of the file that it reads
            throw DataException.of(e);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (Watchdog.Hang e) { // which may only be large
            throw new SpecException(
                    "the dataset '" + source.spec() + "' of " + source.provider() + " could not be loaded ("
                            + e.getMessage() + "): train with a larger --step-limit, or use another dataset");
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            requireUninterrupted("the dataset '" + source.spec() + "' was loaded");
            catalog.quarantine(DatasetSource.class, source.spec(), source.provider(), "it failed to load: " + e);
            throw new SpecException("the dataset '" + source.spec().name() + "' of " + source.provider() + " failed ("
                    + e + "): replace its bundle, or use another dataset");
        }
    }

    /** What fails since somebody has interrupted it is not the fault of a service. */
    static void requireUninterrupted(String what) {
        if (Thread.currentThread().isInterrupted()) {
            throw new SpecException("the training was interrupted while " + what + ": nothing was started");
        }
    }
}
