package rai.datasets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The classes found in a target column.
 *
 * @param names the names, in the order of the class numbers
 * @param numbers the class number of every example
 */
record Classes(List<String> names, double[] numbers) {
    /**
     * @param texts the target of every example
     * @return classes in the order of the values: by number if all are numbers, else by text
     */
    static Classes of(List<String> texts) {
        Map<String, Integer> numbers = new HashMap<>();
        texts.forEach(text -> numbers.put(text, 0));
        boolean numeric = numbers.keySet().stream().allMatch(Cell::isNumber);
        // Adding 0 makes -0 the same class as 0.
        Comparator<String> order =
                numeric ? Comparator.comparingDouble(text -> Cell.number(text) + 0.0) : Comparator.naturalOrder();
        TreeMap<String, List<String>> spellings = new TreeMap<>(order);
        numbers.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .forEach(text ->
                        spellings.computeIfAbsent(text, t -> new ArrayList<>()).add(text));
        List<String> names = new ArrayList<>();
        spellings.forEach((name, same) -> {
            same.forEach(text -> numbers.put(text, names.size()));
            names.add(name);
        });
        return new Classes(names, texts.stream().mapToDouble(numbers::get).toArray());
    }
}
