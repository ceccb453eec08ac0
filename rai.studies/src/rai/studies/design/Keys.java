package rai.studies.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rai.api.spec.DocumentException;

/** Sets keys of a document by their paths, such as {@code phases[0].batch}. */
final class Keys {
    private static final Pattern STEP = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)(?:\\[(\\d{1,4})])?");

    private Keys() {}

    /** A copy of a document that can be changed. */
    static Map<String, Object> copy(Map<String, Object> document) {
        Map<String, Object> copy = new LinkedHashMap<>();
        document.forEach((key, value) -> copy.put(key, copyOf(value)));
        return copy;
    }

    private static Object copyOf(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, part) -> copy.put(String.valueOf(key), copyOf(part)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(part -> copy.add(copyOf(part)));
            return copy;
        }
        return value;
    }

    /**
     * Sets a key. Maps on the way to it are made if they are missing, and so is the first phase.
     *
     * @throws DocumentException if the path is not that of a key
     */
    static void set(Map<String, Object> document, String path, Object value) {
        String[] steps = path.split("\\.", -1);
        Map<String, Object> map = document;
        for (int i = 0; i < steps.length - 1; i++) {
            map = child(map, steps[i], path);
        }
        Matcher last = step(steps[steps.length - 1], path);
        if (last.group(2) != null) {
            throw new DocumentException(path, "is not the path of a key: write one such as phases[0].batch");
        }
        if (last.group(1).equals("steps")) {
            map.remove("epochs"); // a phase has one of the two
        } else if (last.group(1).equals("epochs")) {
            map.remove("steps");
        }
        map.put(last.group(1), copyOf(value));
    }

    private static Matcher step(String step, String path) {
        Matcher matcher = STEP.matcher(step);
        if (!matcher.matches()) {
            throw new DocumentException(path, "is not the path of a key: write one such as phases[0].batch");
        }
        return matcher;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> map, String name, String path) {
        Matcher step = step(name, path);
        Object child = map.get(step.group(1));
        if (step.group(2) == null) {
            if (child == null) {
                child = new LinkedHashMap<String, Object>();
                map.put(step.group(1), child);
            }
        } else {
            if (child == null) {
                child = new ArrayList<>();
                map.put(step.group(1), child);
            }
            if (child instanceof List<?> list) {
                int index = Integer.parseInt(step.group(2));
                if (list.isEmpty() && index == 0) {
                    ((List<Object>) list).add(new LinkedHashMap<String, Object>());
                }
                if (index >= list.size()) {
                    throw new DocumentException(
                            path,
                            "does not exist: there " + (list.size() == 1 ? "is " : "are ") + list.size()
                                    + ", counted from " + step.group(1) + "[0]");
                }
                child = list.get(index);
            }
        }
        if (!(child instanceof Map)) {
            throw new DocumentException(path, "does not exist: there is no map at " + name);
        }
        return (Map<String, Object>) child;
    }
}
