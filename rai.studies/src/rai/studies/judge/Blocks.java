package rai.studies.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import rai.api.study.Outcome;

/**
 * The values of a metric by level of the compared factor and by block: trials of a block have the same seed and fold, and the same
 * levels of all factors but the compared one and the tuned ones. Only blocks with a value at every level count.
 *
 * @param levels the levels, in the order of the plan
 * @param rows what the blocks of each place have in common beside seed and fold: a cell of the other factors
 * @param values the values by level and block
 * @param incomplete how many blocks lack a value
 */
record Blocks(List<String> levels, List<Map<String, String>> rows, double[][] values, int incomplete) {
    static Blocks of(Question question, String axis, List<Outcome> outcomes) {
        List<String> others = new ArrayList<>(question.axes());
        others.remove(axis);
        Set<String> levels = new LinkedHashSet<>();
        Map<List<Object>, Map<String, Double>> blocks = new LinkedHashMap<>();
        Map<List<Object>, Map<String, String>> rows = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            Map<String, Object> factors = outcome.trial().factors();
            if (factors.get(axis) == null) {
                continue;
            }
            String level = Show.level(factors.get(axis));
            levels.add(level);
            Map<String, String> row = Cell.factors(outcome, others);
            List<Object> block = Arrays.asList(row, factors.get(Question.SEED), factors.get(Question.FOLD));
            rows.put(block, row);
            double value = outcome.state() == Outcome.State.FAILED ? Double.NaN : outcome.metric(question.metric());
            blocks.computeIfAbsent(block, b -> new LinkedHashMap<>()).put(level, value);
        }
        List<String> all = List.copyOf(levels);
        List<List<Object>> complete = blocks.entrySet().stream()
                .filter(block -> all.stream()
                        .map(block.getValue()::get)
                        .allMatch(value -> Objects.nonNull(value) && Double.isFinite(value)))
                .map(Map.Entry::getKey)
                .toList();
        double[][] values = new double[all.size()][complete.size()];
        for (int i = 0; i < all.size(); i++) {
            for (int b = 0; b < complete.size(); b++) {
                values[i][b] = blocks.get(complete.get(b)).get(all.get(i));
            }
        }
        return new Blocks(all, complete.stream().map(rows::get).toList(), values, blocks.size() - complete.size());
    }

    int count() {
        return rows.size();
    }

    /** The blocks of one cell of the other factors. */
    Blocks in(Map<String, String> row) {
        int[] places = java.util.stream.IntStream.range(0, rows.size())
                .filter(b -> rows.get(b).equals(row))
                .toArray();
        double[][] some = new double[levels.size()][];
        for (int i = 0; i < some.length; i++) {
            double[] of = values[i];
            some[i] = Arrays.stream(places).mapToDouble(b -> of[b]).toArray();
        }
        return new Blocks(levels, Arrays.stream(places).mapToObj(rows::get).toList(), some, 0);
    }

    List<Map<String, String>> distinctRows() {
        return List.copyOf(new LinkedHashSet<>(rows));
    }

    /** The means over seeds and folds, a block per cell of the other factors: what is a data set to Demsar. */
    Blocks means() {
        List<Map<String, String>> distinct = distinctRows();
        double[][] means = new double[levels.size()][distinct.size()];
        for (int r = 0; r < distinct.size(); r++) {
            Blocks of = in(distinct.get(r));
            for (int i = 0; i < levels.size(); i++) {
                means[i][r] = Arrays.stream(of.values[i]).average().orElse(Double.NaN);
            }
        }
        return new Blocks(levels, distinct, means, 0);
    }

    /** A row per block, a value per level. */
    double[][] byBlock() {
        double[][] transposed = new double[count()][levels.size()];
        for (int i = 0; i < levels.size(); i++) {
            for (int b = 0; b < count(); b++) {
                transposed[b][i] = values[i][b];
            }
        }
        return transposed;
    }
}
