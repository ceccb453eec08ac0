package rai.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.data.Table;
import rai.api.data.Targets;
import rai.api.run.DataOptions;
import rai.api.split.Parts;

/**
 * The data of a run, prepared by what was learnt from its training rows.
 *
 * @param preparation how tables become examples
 * @param train the training data
 * @param valid the validation data, if any
 * @param test the test data, if any
 * @param standardization how features are shifted and scaled
 * @param weights how much the rows of each class count
 * @param folds how many folds the split of the rows has; 1 without a split
 * @param read what was read, as a document
 */
public record RunData(
        Preparation preparation,
        Dataset train,
        Optional<Dataset> valid,
        Optional<Dataset> test,
        Standardization standardization,
        ClassWeights weights,
        int folds,
        Map<String, Object> read) {
    private static final String TRAINING = "the training data";
    private static final String VALIDATION = "the validation data";
    private static final String TEST = "the test data";

    /**
     * Shares out the rows, learns from those for training, and prepares all data.
     *
     * @param table the training data as they were read
     * @param test the test data, if any
     * @param options what the user has asked for
     * @param split shares out the rows; all are for training without one
     * @param seed decides which rows are for training, if not all are
     * @return the data of the run
     * @throws DataException if they can't be learnt from, or do not fit each other
     */
    public static RunData of(
            Table table, Optional<Table> test, DataOptions options, Optional<RowSplit> split, long seed) {
        Table rows = table;
        Optional<Table> validRows = Optional.empty();
        Optional<Table> testRows = test;
        Targets targets = Targets.learn(table, table.columns(Column.Role.TARGET));
        Optional<RowSplit.Shared> shared = split.map(one -> one.of(table, targets, options, seed));
        if (shared.isPresent()) {
            Table whole = shared.get().table();
            Parts parts = shared.get().parts();
            rows = whole.rows(parts.train());
            validRows = parts.valid().length == 0 ? validRows : Optional.of(whole.rows(parts.valid()));
            testRows = parts.test().length == 0 ? testRows : Optional.of(whole.rows(parts.test()));
        }
        Preparation preparation = Preparation.learn(rows, targets, options);
        Dataset train = preparation.examples(rows, TRAINING);
        Optional<Dataset> valid = validRows.map(part -> preparation.examples(part, VALIDATION));
        Optional<Dataset> tested = testRows.map(part -> preparation.examples(part, TEST));
        Map<String, Optional<Dataset>> others = new LinkedHashMap<>();
        others.put("valid", valid);
        others.put("test", tested);
        Standardization standardization = Standardization.of(train, preparation.scaled(Scaling.of(options)));
        Map<String, Object> read = ReadReport.of(rows, preparation, train, others);
        int folds = shared.map(RowSplit.Shared::folds).orElse(1);
        if (folds > 1) {
            read.put("fold", (long) options.fold());
            read.put("folds", (long) folds);
        }
        if (!standardization.constant().isEmpty()) {
            read.put(
                    "constant",
                    standardization.constant().stream()
                            .map(train.featureNames()::get)
                            .toList());
        }
        ClassWeights weights = ClassWeights.of(options, train);
        if (!weights.of().isEmpty()) {
            Map<String, Object> ofClasses = new LinkedHashMap<>();
            for (int i = 0; i < weights.of().size(); i++) {
                ofClasses.put(train.classNames().get(i), weights.of().get(i));
            }
            read.put("class_weights", ofClasses);
        }
        List<String> notes = new ArrayList<>(ReadNotes.ofColumns(table, preparation));
        notes.addAll(ReadNotes.ofClasses(targets.classes()));
        notes.addAll(ReadNotes.ofPart(TRAINING, train));
        valid.ifPresent(part -> notes.addAll(ReadNotes.ofPart(VALIDATION, part)));
        tested.ifPresent(part -> notes.addAll(ReadNotes.ofPart(TEST, part)));
        testRows.ifPresent(part -> notes.addAll(preparation.notes(part, TEST)));
        if (!notes.isEmpty()) {
            read.put("notes", notes);
        }
        return new RunData(preparation, train, valid, tested, standardization, weights, folds, read);
    }

    /**
     * @param part a part of the data
     * @return that part, if there is one
     */
    public Optional<Dataset> part(Part part) {
        return switch (part) {
            case TRAIN -> Optional.of(train);
            case VALID -> valid;
            case TEST -> test;
        };
    }

    /** Reads the options that need no data. */
    public static void check(DataOptions options) {
        ColumnLearner.check(options);
        SplitOptions.spec(options);
        ClassWeights.check(options);
    }
}
