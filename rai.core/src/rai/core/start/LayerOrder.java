package rai.core.start;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import rai.api.spec.SpecException;

/** The orders in which the layers of a file may follow each other: each has to fit where it comes, and numbers in names count up. */
final class LayerOrder {
    /** Where a layer may be. */
    interface Fit {
        /** @return whether the layer of this name can be the one at that place of the network */
        boolean at(String name, int place);
    }

    /** Steps of a search beside those that every layer takes: names or shapes that say anything need few. */
    private static final int MOST_DETOURS = 10_000;

    private final List<String> names;
    private final Fit fit;
    private final NameTree tree;

    LayerOrder(List<String> names, Fit fit) {
        this.names = names;
        this.fit = fit;
        tree = new NameTree(names);
    }

    /** @return whether they may follow each other as they are listed */
    boolean fitsAsListed() {
        int taken = 0;
        while (taken < names.size() && tree.next().contains(taken) && fit.at(names.get(taken), taken)) {
            tree.take(taken++);
        }
        boolean all = taken == names.size();
        while (taken > 0) {
            tree.giveBack(--taken);
        }
        return all;
    }

    /**
     * @param most how many are looked for
     * @return orders that fit, so far as they are found with bounded effort
     * @throws SpecException if it is not known whether the first is the only one
     */
    List<List<String>> fitting(int most) {
        List<List<String>> found = new ArrayList<>();
        int[] order = new int[names.size()];
        int taken = 0;
        Deque<Iterator<Integer>> untried = new ArrayDeque<>();
        untried.push(tree.next().iterator());
        int left = MOST_DETOURS + 4 * names.size();
        while (left-- > 0 && !untried.isEmpty() && found.size() < most) {
            if (untried.peek().hasNext()) {
                int candidate = untried.peek().next();
                if (fit.at(names.get(candidate), taken)) {
                    tree.take(candidate);
                    order[taken++] = candidate;
                    untried.push(tree.next().iterator());
                }
                continue;
            }
            if (taken == order.length) {
                found.add(Arrays.stream(order).mapToObj(names::get).toList());
            }
            untried.pop();
            if (taken > 0) {
                tree.giveBack(order[--taken]);
            }
        }
        while (taken > 0) {
            tree.giveBack(order[--taken]);
        }
        if (found.size() == 1 && !untried.isEmpty() && most > 1) {
            throw new SpecException("names and shapes leave too many orders of the layers "
                    + String.join(", ", names.subList(0, Math.min(10, names.size())))
                    + " to try: number them in their names");
        }
        return found;
    }
}
