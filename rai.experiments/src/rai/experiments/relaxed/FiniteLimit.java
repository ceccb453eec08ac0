package rai.experiments.relaxed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs or networks are not a number.
 *
 * <p>A cell of the study is undefined if a run of it diverged, a network of it has a loss that is not finite on the training or
 * the test data, or a network that was kept is not a number somewhere on [-3, 3]². The limit is gone if none of the four
 * activations is undefined as the method is known to train, from its own start, at any depth. Else it is gone with the first of a
 * smaller step, the other start and leaky relu that is not undefined and has trained the network, if relu alone is undefined; else
 * it remains.
 *
 * @param networks what the kept networks say
 */
record FiniteLimit(LimitNetworks networks) implements Limit {
    static final List<String> ACTIVATIONS =
            List.of(LimitCells.SIGMOID, LimitCells.TANH, LimitCells.RELU, LimitCells.LEAKY_RELU);

    @Override
    public String name() {
        return "NaN";
    }

    @Override
    public String question() {
        return "Runs diverge, or networks are not a number in places";
    }

    @Override
    public LimitVerdict of(LimitCells cells, String method) {
        List<Integer> undefined = cells.depths(method).stream()
                .filter(depth -> undefined(cells, method, depth).findAny().isPresent())
                .toList();
        if (undefined.isEmpty()) {
            return LimitVerdict.GONE;
        }
        boolean reluAlone = undefined.stream()
                .flatMap(depth -> undefined(cells, method, depth))
                .allMatch(LimitCells.RELU::equals);
        return LimitCells.remedied(setting ->
                reluAlone && undefined.stream().allMatch(depth -> cures(cells.of(method, depth, setting))));
    }

    private Stream<String> undefined(LimitCells cells, String method, int depth) {
        return ACTIVATIONS.stream().filter(activation -> isUndefined(cells.of(method, depth, activation)));
    }

    private boolean cures(Column cell) {
        return LimitCells.isTrained(cell) && !isUndefined(cell);
    }

    private boolean isUndefined(Column cell) {
        return LimitCells.undefined(cell) > 0
                || Arrays.stream(networks.undefined(cell)).anyMatch(share -> share > 0);
    }
}
