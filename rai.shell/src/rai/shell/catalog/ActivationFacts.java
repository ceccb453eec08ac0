package rai.shell.catalog;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rai.api.activation.Properties;
import rai.shell.text.Facts;
import rai.shell.text.Numbers;

/** What is known of an activation, as lines and as a document. */
final class ActivationFacts {
    private ActivationFacts() {}

    static void add(Facts facts, Properties known) {
        facts.add("range", number(known.low()) + " to " + number(known.high()));
        facts.add("monotone", known.monotone() ? "yes" : "no");
        facts.add("symmetry", word(known.symmetry()));
        boolean steep = Double.isInfinite(known.lipschitz());
        facts.add("lipschitz", steep ? "none, the slope has no bound" : number(known.lipschitz()));
        facts.add(
                "saturates",
                switch (known.saturation()) {
                    case NONE -> "nowhere";
                    case LEFT -> "on the left";
                    case RIGHT -> "on the right";
                    case BOTH -> "on both sides";
                });
    }

    /** If there is no bound, the document has null. */
    static Map<String, Object> document(Properties known) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("low", known.low());
        map.put("high", known.high());
        map.put("monotone", known.monotone());
        map.put("symmetry", word(known.symmetry()));
        map.put("lipschitz", known.lipschitz());
        map.put("saturation", word(known.saturation()));
        return map;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return Numbers.text(value);
    }
}
