package rai.studies.document;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import rai.api.spec.SpecException;

/**
 * A document as it was written: YAML 1.2 in its core schema, of which JSON is a part. Numbers keep every digit, a duplicate key is
 * refused, and of each value the line is known.
 */
public final class Source {
    /** A study needs about eight levels. */
    private static final int DEEPEST = 50;
    /** Characters. */
    private static final int LONGEST = 1 << 20;
    /** Aliases may repeat values; so may they, but not without end. */
    private static final int MOST_VALUES = 100_000;

    private final String name;
    private final String text;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Object root;

    private Source(String text, String name) {
        this.text = text;
        this.name = name;
        if (text.length() > LONGEST) {
            throw new SpecException(name + " has more than " + LONGEST + " characters: a study file describes a study,"
                    + " data belong into files of their own");
        }
        root = read();
    }

    /**
     * Reads a document.
     *
     * @param text the document
     * @param name how messages call it, such as the path of its file
     * @return the document
     * @throws SpecException if it is not YAML, nested too deep, or too large; with the line
     */
    static Source of(String text, String name) {
        return new Source(text, name);
    }

    private Object read() {
        ConstructNode decimal = Source::decimal;
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setSchema(new CoreSchema())
                .setTagConstructors(Map.of(Tag.FLOAT, decimal))
                .build();
        try {
            requireShallow(settings);
            Optional<Node> node = new Compose(settings).composeString(text);
            node.ifPresent(whole -> note(whole, "", 0));
            return new StandardConstructor(settings).constructSingleDocument(node);
        } catch (MarkedYamlEngineException e) {
            String context = e.getContext() == null ? "" : " " + e.getContext();
            boolean bracket = context.endsWith("flow mapping") && e.getProblem().endsWith("got [");
            String advice =
                    bracket ? ": inside braces, a key with brackets needs quotes, as in \"phases[0].batch\"" : "";
            throw new SpecException(name + place(e.getProblemMark()) + ": " + e.getProblem() + context + advice, e);
        } catch (YamlEngineException e) {
            throw new SpecException(
                    name + " is not a YAML document: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    /** Nodes are composed by recursion: a deep document would exhaust the stack. */
    private void requireShallow(LoadSettings settings) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                throw tooDeep(place(event.getStartMark()));
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    private SpecException tooDeep(String place) {
        return new SpecException(name + place + ": the document is nested more than " + DEEPEST + " deep");
    }

    /** Notes the line of each value. A value that aliases repeat has a path for each place. */
    private void note(Node node, String path, int depth) {
        if (depth > DEEPEST) {
            throw tooDeep(place(node.getStartMark()));
        }
        if (lines.size() > MOST_VALUES) {
            throw new SpecException(name + " has more than " + MOST_VALUES + " values: a study file describes a study,"
                    + " data belong into files of their own");
        }
        lines.putIfAbsent(path, line(node));
        if (node instanceof SequenceNode list) {
            int i = 0;
            for (Node element : list.getValue()) {
                note(element, path + "[" + i++ + "]", depth + 1);
            }
        } else if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    String at = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
                    lines.put(at, line(key));
                    note(entry.getValueNode(), at, depth + 1);
                }
            }
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(at -> at.getLine() + 1).orElse(1);
    }

    private static String place(Optional<Mark> mark) {
        return mark.map(at -> ", line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
                .orElse("");
    }

    /** A number with every digit; .inf and .nan have none. */
    private static Object decimal(Node node) {
        String text = ((ScalarNode) node).getValue();
        String plain = text.toLowerCase(Locale.ROOT).replace("+", "");
        if (plain.endsWith(".inf")) {
            return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        try {
            return plain.equals(".nan") ? Double.valueOf(Double.NaN) : new BigDecimal(text);
        } catch (NumberFormatException e) { // an exponent that a BigDecimal can't hold: no key takes it
            return text;
        }
    }

    /** @return how messages call it */
    public String name() {
        return name;
    }

    /** @return the document as it was written */
    public String text() {
        return text;
    }

    /** The whole document. */
    Part root() {
        return new Part(this, "", root);
    }

    /**
     * @param path the path of a value, such as {@code base.phases[0].optimizer}
     * @param sentence what is wrong
     * @return the error, with the file, and the line of that value or of the nearest that contains it
     */
    public SpecException error(String path, String sentence) {
        return new SpecException(at(path) + sentence);
    }

    /**
     * @param path the path of a value
     * @param sentence what is wrong
     * @param cause what has noticed it; its kind decides how a command ends
     * @return the error, as of {@link #error(String, String)}
     */
    public SpecException error(String path, String sentence, Throwable cause) {
        return new SpecException(at(path) + sentence, cause);
    }

    /** File and line of a value, as messages begin. */
    String at(String path) {
        String at = path;
        while (!at.isEmpty() && !lines.containsKey(at)) {
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return name + ", line " + lines.getOrDefault(at, 1) + ": ";
    }
}
