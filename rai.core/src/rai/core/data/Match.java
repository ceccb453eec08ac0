package rai.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Table;

/**
 * Which columns of a table are meant by those that a run has learnt from.
 *
 * @param features a column for each prepared one
 * @param targets the target columns; empty if the table has none
 * @param unused the names of the others
 * @param note a sentence, if columns were found by position though one of the two sides has names
 */
record Match(List<Column> features, List<Column> targets, List<String> unused, Optional<String> note) {
    /** By name if both sides have names, else by position. */
    static Match of(Preparation preparation, Table table, String what) {
        List<Column> given = table.columns(Column.Role.FEATURE);
        int wanted = preparation.columns().size();
        if (table.dataset().isPresent() && given.size() != wanted) {
            throw otherWidth(what, given.size(), wanted);
        }
        List<Column> features = preparation.named() && table.isNamed()
                ? byName(preparation, table, what)
                : byPosition(table, given, wanted, what);
        List<Column> targets = targets(preparation, table, features);
        List<String> unused = table.columns().stream()
                .filter(column -> !features.contains(column) && !targets.contains(column))
                .map(Column::name)
                .toList();
        return new Match(features, targets, unused, note(preparation, table, what, targets));
    }

    private static Optional<String> note(Preparation preparation, Table table, String what, List<Column> targets) {
        if (preparation.named() == table.isNamed()) {
            return Optional.empty();
        }
        boolean guessed = !targets.isEmpty()
                && !table.hints().targetGiven()
                && table.columns().indexOf(targets.get(0)) == table.columns().size() - 1;
        return Optional.of("the columns of "
                + (table.dataset().isPresent() ? what : table.origin())
                + " are taken by position" + (guessed ? ", the last one as the target" : "") + ": "
                + (table.isNamed() ? "the training data have no header" : "it has no header"));
    }

    private static List<Column> byName(Preparation preparation, Table table, String what) {
        List<Column> found = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (PreparedColumn column : preparation.columns()) {
            table.column(column.name())
                    .filter(one -> table.dataset().isEmpty() || one.role() == Column.Role.FEATURE)
                    .ifPresentOrElse(found::add, () -> absent.add(column.name()));
        }
        if (!absent.isEmpty()) {
            List<String> strange = table.columns().stream()
                    .filter(column -> !found.contains(column))
                    .map(Column::name)
                    .filter(name -> !preparation.targets().contains(name))
                    .toList();
            throw new DataException(named(what, table) + " have no column " + listed(absent)
                    + ", which the training data have"
                    + (strange.isEmpty() ? "" : "; their other columns are " + listed(strange))
                    + ": columns are found by their names" + separator(table));
        }
        return found;
    }

    private static DataException otherWidth(String what, int given, int wanted) {
        return new DataException(what + " have " + given + (given == 1 ? " feature" : " features")
                + ", but the training data have " + wanted);
    }

    /** A table of one column that is named by several names. */
    private static String separator(Table table) {
        if (table.columns().size() == 1) {
            for (String separator : List.of(";", "\t", "|")) {
                if (table.columns().get(0).name().contains(separator)) {
                    return "; if they are separated by another character, say so: csv(file=..., separator="
                            + (separator.equals("\t") ? "tab" : "\"" + separator + "\"") + ")";
                }
            }
        }
        return "";
    }

    private static String listed(List<String> names) {
        List<String> first = names.subList(0, Math.min(10, names.size()));
        return "'" + String.join("', '", first) + "'"
                + (first.size() < names.size() ? " and " + (names.size() - first.size()) + " more" : "");
    }

    /** Without names: the feature columns, or all columns if there are as many, and so no target. */
    private static List<Column> byPosition(Table table, List<Column> given, int wanted, String what) {
        if (given.size() == wanted) {
            return given;
        }
        if (table.columns().size() == wanted && !table.hints().targetGiven()) {
            return table.columns();
        }
        throw otherWidth(what, given.size(), wanted);
    }

    private static List<Column> targets(Preparation preparation, Table table, List<Column> features) {
        boolean byName =
                preparation.targetNamed() && table.isNamed() && table.dataset().isEmpty();
        List<Column> targets = byName
                ? preparation.targets().stream()
                        .flatMap(name -> table.column(name).stream())
                        .toList()
                : List.of();
        boolean complete = byName && targets.size() == preparation.targets().size();
        if (!complete && (!byName || table.hints().targetGiven())) {
            targets = table.columns(Column.Role.TARGET);
        } else if (!complete) {
            targets = List.of();
        }
        int wanted = preparation.targets().size();
        boolean fits = wanted == 0 || targets.size() == wanted;
        return fits && targets.stream().noneMatch(features::contains) ? targets : List.of();
    }

    /** For messages: whose data they are, and the file. */
    static String named(String what, Table table) {
        return table.dataset().isPresent() ? what : what + " (" + table.origin() + ")";
    }
}
