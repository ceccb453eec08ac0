package rai.core.data;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/**
 * What is done with columns: one rule for all, and others for some: {@code mean, age=median, city=constant(value=none)}.
 *
 * @param general the rule for columns that have none of their own
 * @param ofColumns other rules by the name of the column
 */
record ColumnRules(Spec general, Map<String, Spec> ofColumns) {
    /**
     * @param option the option, for messages, such as {@code --missing}
     * @param text the rules
     * @param usual the general rule if the text has none
     * @param settings the names of the rules, with the settings that each of them has
     * @throws SpecException if a rule or a setting is unknown
     */
    static ColumnRules parse(String option, String text, String usual, Map<String, Set<String>> settings) {
        Spec general = null;
        Map<String, Spec> ofColumns = new LinkedHashMap<>();
        for (String piece : Spec.split(text, ',')) {
            int equals = piece.indexOf('=');
            int open = piece.indexOf('(');
            boolean ofColumn = equals >= 0 && (open < 0 || equals < open);
            Spec rule = Spec.parse(ofColumn ? piece.substring(equals + 1) : piece);
            requireKnown(option, rule, settings);
            if (ofColumn) {
                ofColumns.put(unquoted(piece.substring(0, equals).strip()), rule);
            } else if (general == null) {
                general = rule;
            } else {
                throw new SpecException(option + " has two rules for all columns, " + general + " and " + rule
                        + ": write COLUMN=" + rule + " for a rule of one column");
            }
        }
        return new ColumnRules(general == null ? Spec.parse(usual) : general, ofColumns);
    }

    static String unquoted(String name) {
        boolean quoted = name.length() > 1 && (name.startsWith("\"") && name.endsWith("\""));
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    private static void requireKnown(String option, Spec rule, Map<String, Set<String>> settings) {
        if (!settings.containsKey(rule.name())) {
            throw Words.unknown("rule of " + option, rule.name(), settings.keySet());
        }
        Set<String> known = settings.get(rule.name());
        for (String setting : rule.settings().keySet()) {
            if (!known.contains(setting)) {
                throw known.isEmpty()
                        ? new SpecException(
                                option + " " + rule.name() + " has no settings, but '" + setting + "' is given")
                        : Words.unknown("setting of " + option + " " + rule.name(), setting, known);
            }
        }
        if (!rule.positional().isEmpty()) {
            throw new SpecException("write the settings of " + option + " " + rule.name() + " as key=value, not '"
                    + rule.positional().get(0) + "'");
        }
    }

    /** @throws SpecException if there is a rule for a column that does not exist */
    void requireColumns(String option, Collection<String> names) {
        for (String name : ofColumns.keySet()) {
            if (!names.contains(name)) {
                throw Words.unknown("column in " + option, name, names);
            }
        }
    }

    Spec of(String column) {
        return ofColumns.getOrDefault(column, general);
    }
}
