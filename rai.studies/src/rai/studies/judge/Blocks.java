package rai.studies.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import rai.api.study.Outcome;

/**
 * The values of a metric by level of the compared factor and by block: trials of a block have the same seed and fold, and the same
 * levels of all factors but the compared one and the tuned ones.
 *
 * @param levels the levels, in the order of the plan
 * @param rows what the blocks of each place have in common beside seed and fold: a cell of the other factors
 * @param values the values by level and block; NaN if a trial has failed or there is none
 * @param trained by level and block, whether there is a trial, with a value or without
 */
record Blocks(List<String> levels, List<Map<String, String>> rows, double[][] values, boolean[][] trained) {
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
        List<List<Object>> order = List.copyOf(blocks.keySet());
        double[][] values = new double[all.size()][order.size()];
        boolean[][] trained = new boolean[all.size()][order.size()];
        for (int i = 0; i < all.size(); i++) {
            for (int b = 0; b < order.size(); b++) {
                Map<String, Double> block = blocks.get(order.get(b));
                double value = block.getOrDefault(all.get(i), Double.NaN);
                values[i][b] = Double.isFinite(value) ? value : Double.NaN;
                trained[i][b] = block.containsKey(all.get(i));
            }
        }
        return new Blocks(all, order.stream().map(rows::get).toList(), values, trained);
    }

    int count() {
        return rows.size();
    }

    /** The blocks of one cell of the other factors. */
    Blocks in(Map<String, String> row) {
        return at(
                levels,
                IntStream.range(0, rows.size())
                        .filter(b -> rows.get(b).equals(row))
                        .toArray());
    }

    /** The values of two levels in the blocks in which both have one. */
    double[][] pair(int a, int b) {
        int[] both = IntStream.range(0, count())
                .filter(block -> !Double.isNaN(values[a][block]) && !Double.isNaN(values[b][block]))
                .toArray();
        return new double[][] {
            Arrays.stream(both).mapToDouble(block -> values[a][block]).toArray(),
            Arrays.stream(both).mapToDouble(block -> values[b][block]).toArray()
        };
    }

    /** Whether both levels were trained in some block, and one of them has no value there. */
    boolean lacksValues(int a, int b) {
        return IntStream.range(0, count())
                .filter(block -> trained[a][block] && trained[b][block])
                .anyMatch(block -> Double.isNaN(values[a][block]) || Double.isNaN(values[b][block]));
    }

    /** Whether only one of two levels was trained in some block: a study may plan fewer seeds of a long training. */
    boolean isUneven(int a, int b) {
        return IntStream.range(0, count()).anyMatch(block -> trained[a][block] != trained[b][block]);
    }

    /** Without the levels that have no value at all, and then without the blocks in which a level lacks one. */
    Blocks complete() {
        List<String> valued = IntStream.range(0, levels.size())
                .filter(i -> Arrays.stream(values[i]).anyMatch(value -> !Double.isNaN(value)))
                .mapToObj(levels::get)
                .toList();
        int[] whole = IntStream.range(0, count())
                .filter(b -> valued.stream().noneMatch(level -> Double.isNaN(values[levels.indexOf(level)][b])))
                .toArray();
        return at(valued, whole);
    }

    private Blocks at(List<String> some, int[] places) {
        double[][] chosen = new double[some.size()][places.length];
        boolean[][] there = new boolean[some.size()][places.length];
        for (int i = 0; i < chosen.length; i++) {
            int level = levels.indexOf(some.get(i));
            for (int b = 0; b < places.length; b++) {
                chosen[i][b] = values[level][places[b]];
                there[i][b] = trained[level][places[b]];
            }
        }
        return new Blocks(some, Arrays.stream(places).mapToObj(rows::get).toList(), chosen, there);
    }

    List<Map<String, String>> distinctRows() {
        return List.copyOf(new LinkedHashSet<>(rows));
    }

    /** The means over seeds and folds, a block per cell of the other factors: what is a data set to Demsar. */
    Blocks means() {
        List<Map<String, String>> distinct = distinctRows();
        double[][] means = new double[levels.size()][distinct.size()];
        boolean[][] there = new boolean[levels.size()][distinct.size()];
        for (int r = 0; r < distinct.size(); r++) {
            Blocks of = in(distinct.get(r));
            for (int i = 0; i < levels.size(); i++) {
                boolean[] row = of.trained[i];
                there[i][r] = IntStream.range(0, row.length).anyMatch(b -> row[b]);
                means[i][r] = Arrays.stream(of.values[i])
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN);
            }
        }
        return new Blocks(levels, distinct, means, there);
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

    /** A cell of the other factors in words: "depth = 2, init = xavier". */
    static String words(Map<String, String> row) {
        return String.join(
                ", ",
                row.entrySet().stream()
                        .map(factor -> factor.getKey() + " = " + factor.getValue())
                        .toList());
    }
}
