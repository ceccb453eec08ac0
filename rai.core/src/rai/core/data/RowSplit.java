package rai.core.data;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import rai.api.catalog.Catalog;
import rai.api.catalog.Catalog.Found;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Table;
import rai.api.data.Targets;
import rai.api.data.Task;
import rai.api.run.DataOptions;
import rai.api.run.DataOptions.UseValid;
import rai.api.spec.SpecException;
import rai.api.split.Parts;
import rai.api.split.Split;
import rai.api.split.SplitRows;
import rai.core.guard.Watchdog;

/**
 * Shares out the rows of a table as a split says, and does not trust it: what hangs is given up, and what throws or gives a row
 * to two parts is put into quarantine.
 *
 * @param split the split
 * @param catalog where it is from
 * @param limit how many seconds it may take; 0 is for ever
 */
public record RowSplit(Found<Split> split, Catalog catalog, double limit) {
    /**
     * A table that is shared out.
     *
     * @param table the table; the column of the groups is not a feature there, unless the split says so
     * @param parts the rows of each part, in ascending order
     * @param folds how many folds there are
     */
    record Shared(Table table, Parts parts, int folds) {}

    /**
     * @param table all rows
     * @param learnt what is learnt
     * @param options which fold, and what its validation rows are for
     * @param seed the seed of the run
     * @throws SpecException if the rows can't be shared out so
     */
    Shared of(Table table, Targets learnt, DataOptions options, long seed) {
        Optional<String> column = call(() -> split.service().groupColumn());
        Optional<Groups> groups = column.map(name -> Groups.of(table, name));
        SplitRows rows = rows(table, learnt, groups);
        int folds = call(() -> split.service().folds(rows));
        if (options.fold() > folds) {
            throw new SpecException("there is no fold " + options.fold() + ": the split " + split.spec() + " has "
                    + (folds == 1 ? "one fold" : "the folds 1 to " + folds));
        }
        Parts parts = sorted(call(() -> split.service().parts(rows, options.fold(), seed)));
        requireSound(parts, rows.count());
        if (parts.test().length > 0) {
            SplitOptions.requireNoTest(options);
        }
        boolean feature = groups.isEmpty() || call(() -> split.service().isGroupFeature());
        return new Shared(
                feature ? table : without(table, groups.get().column()),
                options.useValid() == UseValid.TRAIN ? withValidation(parts) : parts,
                folds);
    }

    /** Rows whose target is missing are a class of their own; they are refused, or dropped, later. */
    private static SplitRows rows(Table table, Targets learnt, Optional<Groups> groups) {
        List<Column> targets = table.columns(Column.Role.TARGET);
        SplitRows rows = SplitRows.of(table.origin(), table.rows()).withFolds(table.folds());
        if (learnt.task() != Task.REGRESSION && targets.size() == 1) {
            String[] names = new String[table.rows()];
            Map<String, Integer> classes = new TreeMap<>();
            for (int i = 0; i < names.length; i++) {
                String text = targets.get(0).text(i);
                names[i] = text == null ? "" : learnt.canonical(text);
                classes.put(names[i], 0);
            }
            Map<String, Integer> numbers = new LinkedHashMap<>();
            classes.keySet().forEach(name -> numbers.put(name, numbers.size()));
            rows = rows.withClasses(Arrays.stream(names).mapToInt(numbers::get).toArray());
        }
        return groups.isPresent()
                ? rows.withGroups(groups.get().numbers(), groups.get().names())
                : rows;
    }

    private static Table without(Table table, Column feature) {
        if (table.isOnDemand()) {
            throw new DataException("the data are read on demand, with all their columns, so that of the groups, '"
                    + feature.name() + "', can't be left out of the features: set feature=true in the split");
        }
        List<Column> columns = table.columns().stream()
                .map(column -> column == feature ? column.as(Column.Role.ID) : column)
                .toList();
        if (columns.stream().noneMatch(column -> column.role() == Column.Role.FEATURE)) {
            throw new DataException("without the column '" + feature.name() + "' of the groups, " + table.origin()
                    + " has no feature left");
        }
        return new Table(
                table.origin(), columns, table.lines(), table.hints(), Optional.empty(), List.of(), table.counted());
    }

    private static Parts sorted(Parts parts) {
        return new Parts(sorted(parts.train()), sorted(parts.valid()), sorted(parts.test()));
    }

    private static int[] sorted(int[] rows) {
        int[] copy = rows.clone();
        Arrays.sort(copy);
        return copy;
    }

    private Parts withValidation(Parts parts) {
        if (parts.valid().length == 0) {
            throw new SpecException(
                    "--use-valid train needs validation rows, but the split " + split.spec() + " has none");
        }
        int[] train = Arrays.copyOf(parts.train(), parts.train().length + parts.valid().length);
        System.arraycopy(parts.valid(), 0, train, parts.train().length, parts.valid().length);
        return new Parts(sorted(train), new int[0], parts.test());
    }

    private void requireSound(Parts parts, int rows) {
        String[] partOf = new String[rows];
        mark("training", parts.train(), partOf);
        mark("validation", parts.valid(), partOf);
        mark("test", parts.test(), partOf);
        if (parts.train().length == 0) {
            throw failed("it gave no row for training", null);
        }
    }

    private void mark(String part, int[] rows, String[] partOf) {
        for (int row : rows) {
            if (row < 0 || row >= partOf.length) {
                throw failed("it gave row " + row + " of " + partOf.length + " for " + part, null);
            }
            if (partOf[row] != null) {
                throw failed("it gave row " + row + " for " + partOf[row] + " and for " + part, null);
            }
            partOf[row] = part;
        }
    }

    private <T> T call(Callable<T> question) {
        try {
            return new Watchdog(limit, List::of).lend("rai-split", question);
        } catch (SpecException | UncheckedIOException e) {
            throw e;
        } catch (Watchdog.Hang e) { // it may only have much to do
            throw new SpecException("the split '" + split.spec() + "' of " + split.provider()
                    + " did not share out the rows (" + e.getMessage()
                    + "): train with a larger --step-limit, or use another split");
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new SpecException(
                        "the training was interrupted while the rows were shared out: nothing was started");
            }
            throw failed("it failed to share out the rows: " + e, e);
        }
    }

    private SpecException failed(String reason, Throwable cause) {
        catalog.quarantine(Split.class, split.spec(), split.provider(), reason);
        return new SpecException(
                "the split '" + split.spec() + "' of " + split.provider() + " is wrong (" + reason
                        + "): replace its bundle, or use another split",
                cause);
    }
}
