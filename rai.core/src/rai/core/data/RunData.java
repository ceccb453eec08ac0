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

/**
 * The data of a run, prepared by what was learnt from its training rows.
 *
 * @param preparation how tables become examples
 * @param train the training data
 * @param valid the validation data, if any
 * @param test the test data, if any
 * @param standardization how features are shifted and scaled
 * @param weights how much the rows of each class count
 * @param read what was read, as a document
 */
public record RunData(
        Preparation preparation,
        Dataset train,
        Optional<Dataset> valid,
        Optional<Dataset> test,
        Standardization standardization,
        ClassWeights weights,
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
     * @param seed decides which rows are for training, if not all are
     * @return the data of the run
     * @throws DataException if they can't be learnt from, or do not fit each other
     */
    public static RunData of(Table table, Optional<Table> test, DataOptions options, long seed) {
        Split split = Split.of(options);
        Table rows = table;
        Optional<Table> validRows = Optional.empty();
        Optional<Table> testRows = test;
        Targets targets = Targets.learn(table, table.columns(Column.Role.TARGET));
        if (!split.isWhole()) {
            Split.Parts parts = split.of(table, targets, seed);
            rows = table.rows(parts.train());
            validRows = parts.valid().length == 0 ? validRows : Optional.of(table.rows(parts.valid()));
            testRows = parts.test().length == 0 ? testRows : Optional.of(table.rows(parts.test()));
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
        return new RunData(preparation, train, valid, tested, standardization, weights, read);
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

    /** @return whether a run with these options has that part of the data */
    public static boolean has(Part part, DataOptions options) {
        return switch (part) {
            case TRAIN -> true;
            case VALID -> Split.of(options).valid() > 0;
            case TEST -> options.test().isPresent() || Split.of(options).test() > 0;
        };
    }

    /** Reads the options that need no data. */
    public static void check(DataOptions options) {
        ColumnLearner.check(options);
        Split.of(options);
        ClassWeights.check(options);
    }
}
