package rai.studies.design;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.studies.document.Level;

/**
 * A level of each axis.
 *
 * @param levels the levels by axis, in the order of the axes
 */
public record Cell(Map<String, Level> levels) {
    /** Copies the map. */
    public Cell {
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }

    /**
     * @param axes names of axes
     * @return their levels alone
     */
    Cell on(Collection<String> axes) {
        Map<String, Level> some = new LinkedHashMap<>(levels);
        some.keySet().retainAll(axes);
        return new Cell(some);
    }

    /**
     * @param when labels of levels by axis
     * @return whether it has one of these on each of these axes
     */
    boolean matches(Map<String, List<String>> when) {
        return when.entrySet().stream()
                .allMatch(of -> of.getValue().contains(levels.get(of.getKey()).label()));
    }

    /** @return how results name its levels, by axis */
    public Map<String, Object> factors() {
        Map<String, Object> factors = new LinkedHashMap<>();
        levels.forEach((axis, level) -> factors.put(axis, level.factor()));
        return factors;
    }

    /** @return its levels, as messages show them */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        levels.forEach((axis, level) ->
                text.append(text.isEmpty() ? "" : ", ").append(axis).append('=').append(level));
        return text.toString();
    }
}
