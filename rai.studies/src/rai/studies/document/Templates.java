package rai.studies.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rai.api.spec.SpecException;

/** Texts with places for levels, such as {@code sgd(rate={rate})}. */
public final class Templates {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_.\\[\\]-]*)}");

    private Templates() {}

    /**
     * Finds all places for levels.
     *
     * @param document maps, lists and scalars
     * @param path the path of the document
     * @param found receives the path of each text with a place, and the name in it
     */
    static void find(Object document, String path, BiConsumer<String, String> found) {
        if (document instanceof Map<?, ?> map) {
            map.forEach((key, value) -> find(value, path.isEmpty() ? String.valueOf(key) : path + "." + key, found));
        } else if (document instanceof Collection<?> list) {
            int i = 0;
            for (Object value : list) {
                find(value, path + "[" + i++ + "]", found);
            }
        } else if (document instanceof String text) {
            Matcher places = PLACE.matcher(text);
            while (places.find()) {
                found.accept(path, places.group(1));
            }
        }
    }

    /**
     * Fills in levels. A text that is a place alone becomes the value itself, so that a number stays a number. A value may contain
     * places for other levels.
     *
     * @param document maps, lists and scalars
     * @param values the values by name
     * @return a copy without places
     * @throws SpecException if a value contains a place for itself
     */
    public static Object fill(Object document, Map<String, Object> values) {
        if (document instanceof Map<?, ?> map) {
            Map<String, Object> filled = new LinkedHashMap<>();
            map.forEach((key, value) -> filled.put(String.valueOf(key), fill(value, values)));
            return filled;
        }
        if (document instanceof Collection<?> list) {
            List<Object> filled = new ArrayList<>();
            list.forEach(value -> filled.add(fill(value, values)));
            return filled;
        }
        return document instanceof String text ? fillText(text, values) : document;
    }

    private static Object fillText(String text, Map<String, Object> values) {
        Object filled = text;
        for (int depth = 0; filled instanceof String template && template.indexOf('{') >= 0; depth++) {
            if (depth > values.size()) {
                throw new SpecException(
                        "'" + text + "' contains itself: a level must not have a place for its own axis");
            }
            Object next = fillOnce(template, values);
            if (template.equals(next)) {
                return filled;
            }
            filled = next;
        }
        return filled;
    }

    private static Object fillOnce(String template, Map<String, Object> values) {
        Matcher places = PLACE.matcher(template);
        if (places.matches() && values.containsKey(places.group(1))) {
            return values.get(places.group(1));
        }
        return places.reset()
                .replaceAll(place -> Matcher.quoteReplacement(
                        values.containsKey(place.group(1)) ? Level.text(values.get(place.group(1))) : place.group()));
    }
}
