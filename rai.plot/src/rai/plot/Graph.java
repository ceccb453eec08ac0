package rai.plot;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A graph of boxes and arrows on a grid, such as the computation graph of a network: whoever makes it says in which row and
 * column a box is; the drawing gives rows and columns the room that their boxes need.
 *
 * @param title    heading
 * @param captions further lines under the title
 * @param nodes    the boxes
 * @param edges    what leads from one to another
 * @param frames   rows that belong together
 */
public record Graph(String title, List<String> captions, List<Node> nodes, List<Edge> edges, List<Frame> frames) {

    /** What a box stands for; each has a colour and a shape. */
    public enum Kind {
        /** What comes from outside, or leaves. */
        DATA,
        /** Something with weights. */
        MAP,
        /** An activation. */
        ACTIVATION,
        /** Any other layer. */
        LAYER,
        /** A sum, or the place where a path forks: a small circle. */
        JOINT,
        /** A trainable target. */
        TARGET,
        /** A loss. */
        LOSS
    }

    /** What an arrow stands for. */
    public enum Line {
        /** Values that go forward: from the lower edge of a box to the upper edge of another. */
        FLOW,
        /** Values that go forward beside the boxes between: an arc to the left of them. */
        AROUND,
        /** Two boxes that pull each other: dashed, with two heads, from side to side. */
        PULL,
        /** What goes backward: dashed, from below the last box to the right of all, and up. */
        BACK
    }

    /**
     * A box.
     *
     * @param id     its name for edges
     * @param row    its row, from 0 at the top
     * @param column its column, from 0 at the left
     * @param kind   what it stands for
     * @param text   its first line
     * @param detail a smaller line below it; may be empty
     */
    public record Node(String id, int row, int column, Kind kind, String text, String detail) {
        public Node {
            if (row < 0 || column < 0) {
                throw new IllegalArgumentException("the box " + id + " is outside the grid");
            }
            text = Check.text(text);
            detail = Check.text(detail);
        }
    }

    /**
     * An arrow.
     *
     * @param from  the box where it begins
     * @param to    the box where it ends
     * @param line  what it stands for
     * @param label a text at its middle; may be empty
     */
    public record Edge(String from, String to, Line line, String label) {
        public Edge {
            label = Check.text(label);
        }
    }

    /**
     * A frame around rows.
     *
     * @param first the first row
     * @param last  the last row
     * @param label a text at its upper right corner, such as {@code 99 x}
     */
    public record Frame(int first, int last, String label) {
        public Frame {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException("a frame can't go from row " + first + " to row " + last);
            }
            label = Check.text(label);
        }
    }

    /** @throws IllegalArgumentException if there is no box, two have one name or place, or an edge leads to none */
    public Graph {
        title = Check.text(title);
        captions = Check.lines(captions);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        frames = List.copyOf(frames);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a graph needs at least one box");
        }
        Set<String> ids = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (Node node : nodes) {
            if (!ids.add(node.id()) || !places.add(node.row() + " " + node.column())) {
                throw new IllegalArgumentException("the name or the place of the box " + node.id() + " is taken");
            }
        }
        for (Edge edge : edges) {
            if (!ids.contains(edge.from()) || !ids.contains(edge.to())) {
                throw new IllegalArgumentException(
                        "the edge from " + edge.from() + " to " + edge.to() + " leads to a box that is not there");
            }
        }
    }
}
