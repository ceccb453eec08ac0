package rai.core.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rai.api.spec.Spec;

/** Settings that count steps and are given in epochs, such as {@code step(every=10epochs)}: schedules themselves know only steps. */
final class EpochUnits {
    private static final Pattern EPOCHS = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*epochs?");

    private EpochUnits() {}

    /** @return whether a spec has such a setting, in itself or in a spec within */
    static boolean isUsedIn(Spec spec) {
        return !inSteps(spec, 1).equals(spec);
    }

    /**
     * @param spec the spec of a schedule
     * @param perEpoch the steps of an epoch
     * @return the same with steps in place of epochs, at least 1
     */
    static Spec inSteps(Spec spec, long perEpoch) {
        Map<String, String> settings = new LinkedHashMap<>();
        spec.settings().forEach((key, value) -> settings.put(key, inSteps(value, perEpoch)));
        List<String> positional = spec.positional().stream()
                .map(value -> inSteps(value, perEpoch))
                .toList();
        return new Spec(spec.name(), positional, settings);
    }

    private static String inSteps(String value, long perEpoch) {
        if (!value.contains("epoch")) {
            return value;
        }
        if (value.endsWith(")")) {
            return inSteps(Spec.parse(value), perEpoch).toString();
        }
        return Spec.split(value, ',').stream()
                .map(part -> {
                    Matcher epochs = EPOCHS.matcher(part.strip());
                    return epochs.matches()
                            ? String.valueOf(Math.max(1, Math.round(Double.parseDouble(epochs.group(1)) * perEpoch)))
                            : part;
                })
                .collect(Collectors.joining(","));
    }
}
