package rai.experiments.relaxed;

import java.util.List;
import java.util.stream.Stream;

/**
 * Success depends on which maps are relaxed.
 *
 * <p>A choice of maps trains the network, of sigmoids, if its mean test accuracy is more than {@link Column#TRAINED}. The limit
 * is gone if all choices train from the method's own start; else it is gone with the other start if all train from there; else it
 * remains, unless no choice trains from either. A method that relaxes all maps, or none, has no choice; that is not said of one
 * that was trained in shallower networks only than those in which there are choices.
 */
final class MapsLimit implements Limit {
    @Override
    public String name() {
        return "choice of maps";
    }

    @Override
    public String question() {
        return "Success depends on which maps are relaxed";
    }

    @Override
    public LimitVerdict of(LimitCells cells, String method) {
        List<Column> own = choices(cells, method, "");
        List<Column> other = choices(cells, method, LimitCells.OTHER);
        if (own.size() < 2) {
            int depth = cells.deepest(method);
            boolean measured = cells.methods().stream()
                    .anyMatch(one -> choices(cells, one, "").size() > 1 && cells.deepest(one) <= depth);
            return LimitVerdict.open(measured ? "no choice" : "not measured");
        }
        if (own.stream().allMatch(LimitCells::isTrained)) {
            return LimitVerdict.GONE;
        }
        if (other.size() == own.size() && other.stream().allMatch(LimitCells::isTrained)) {
            return LimitVerdict.goneWith(LimitCells.OTHER.substring(2));
        }
        return Stream.concat(own.stream(), other.stream()).anyMatch(LimitCells::isTrained)
                ? LimitVerdict.REMAINS
                : LimitVerdict.open("none trains");
    }

    /** All maps first, then the choices of some. */
    static List<Column> choices(LimitCells cells, String method, String start) {
        int depth = cells.deepest(method);
        return Stream.concat(
                        Stream.of(LimitCells.SIGMOID + start),
                        cells.settings(method, depth).stream()
                                .filter(LimitCells::choosesMaps)
                                .filter(setting -> setting.endsWith(LimitCells.OTHER) == !start.isEmpty()))
                .map(setting -> cells.of(method, depth, setting))
                .filter(cell -> !cell.outcomes().isEmpty())
                .toList();
    }
}
