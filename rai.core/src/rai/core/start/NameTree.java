package rai.core.start;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names of layers such as {@code encoder.0}, and which of them may come next. Names whose first difference is a number have the order of
 * these numbers: {@code fc1} is before {@code fc2}, and {@code blocks.0.norm} before {@code blocks.1.fc}. {@code bn1} and {@code fc1} may
 * be either way round.
 */
final class NameTree {
    private static final String SEPARATORS = "[./]";
    /** Deeper parts of a name are taken as one. */
    private static final int DEEPEST = 50;

    private static final Comparator<String> BY_NUMBER = ForeignNames.NATURAL.thenComparing(Comparator.naturalOrder());

    private final Node root = new Node(null, "", new TreeMap<>());
    private final List<Node> nodes = new ArrayList<>();

    /** @param names the names, no two of which are the same */
    NameTree(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            Node node = root;
            for (String part : names.get(i).split(SEPARATORS, DEEPEST)) {
                node = node.child(part);
            }
            node.name = i;
            nodes.add(node);
            giveBack(i);
        }
    }

    /** @return which may come next: their places in the list of names, in its order */
    List<Integer> next() {
        List<Integer> all = new ArrayList<>();
        root.next(all);
        all.sort(Comparator.naturalOrder());
        return all;
    }

    /** The name at that place of the list has come. */
    void take(int name) {
        nodes.get(name).own = false;
        nodes.get(name).add(-1);
    }

    /** Undoes {@link #take}. */
    void giveBack(int name) {
        nodes.get(name).own = true;
        nodes.get(name).add(1);
    }

    /** A part of a name. */
    private static final class Node {
        private final Node parent;
        private final String part;
        /** Those beside it that differ in their numbers alone, and are not used up. */
        private final TreeMap<String, Node> chain;
        /** By what their parts are without numbers. */
        private final Map<String, TreeMap<String, Node>> children = new LinkedHashMap<>();

        private int name = -1;
        /** Whether it is a name that has not come. */
        private boolean own;
        /** How many names begin with it that have not come. */
        private int open;

        Node(Node parent, String part, TreeMap<String, Node> chain) {
            this.parent = parent;
            this.part = part;
            this.chain = chain;
        }

        Node child(String next) {
            TreeMap<String, Node> beside =
                    children.computeIfAbsent(next.replaceAll("_?\\d+", ""), stem -> new TreeMap<>(BY_NUMBER));
            return beside.computeIfAbsent(next, same -> new Node(this, next, beside));
        }

        void add(int names) {
            for (Node node = this; node != null; node = node.parent) {
                node.open += names;
                if (node.open == 0) {
                    node.chain.remove(node.part);
                } else {
                    node.chain.put(node.part, node);
                }
            }
        }

        void next(List<Integer> into) {
            if (own) {
                into.add(name);
            }
            for (TreeMap<String, Node> beside : children.values()) {
                if (!beside.isEmpty()) {
                    beside.firstEntry().getValue().next(into);
                }
            }
        }
    }
}
