package rai.shell.train;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import rai.shell.console.Failure;

/**
 * A YAML 1.2 document, in its core schema, as maps, lists, texts, numbers and booleans. Numbers keep every digit. A duplicate
 * key is refused.
 */
final class YamlDocument {
    private static final int NO_FOLDING = 1 << 20;

    private YamlDocument() {}

    /**
     * @param text the document
     * @param name how a message calls it
     * @throws Failure if it is not YAML, with line and column
     */
    static Object read(String text, String name) {
        ConstructNode decimal = YamlDocument::decimal;
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setSchema(new CoreSchema())
                .setTagConstructors(Map.of(Tag.FLOAT, decimal))
                .build();
        try {
            requireShallow(text, settings, name);
            return new Load(settings).loadFromString(text);
        } catch (MarkedYamlEngineException e) {
            String context = e.getContext() == null ? "" : " " + e.getContext();
            throw new Failure(name + place(e.getProblemMark()) + ": " + e.getProblem() + context);
        } catch (YamlEngineException e) {
            throw new Failure(name + " is not a YAML document: "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Nodes are composed by recursion: a deep document would exhaust the stack. */
    private static void requireShallow(String text, LoadSettings settings, String name) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > RunFile.DEEPEST) {
                throw new Failure(name + place(event.getStartMark()) + ": the document is nested more than "
                        + RunFile.DEEPEST + " deep");
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
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

    /** @return the document as YAML, one key per line */
    static String text(Map<String, Object> document) {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setSchema(new CoreSchema())
                        .setWidth(NO_FOLDING)
                        .build())
                .dumpToString(document);
    }
}
