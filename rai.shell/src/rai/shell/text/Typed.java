package rai.shell.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.spec.Settings;

/** The values of settings, which specs hold as texts, as the numbers and truth values that they are. */
public final class Typed {
    private Typed() {}

    /**
     * @param setting says which type it is
     * @param text the value as in a spec; empty if there is none
     * @return a number, a truth value or a text; null if there is none
     */
    public static Object value(Settings.Info setting, String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return switch (setting.type()) {
                case "integer" -> new BigInteger(text);
                case "number" -> number(text);
                case "boolean" -> Boolean.valueOf(text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text; // Infinity, which JSON has no number for
        }
    }

    private static Number number(String text) {
        BigDecimal exact = new BigDecimal(text);
        return exact.doubleValue() == exact.longValue() ? (Number) exact.longValue() : (Number) exact.doubleValue();
    }

    /** @return the values of a spec by their names, each of its type */
    public static Map<String, Object> values(List<Settings.Info> settings, Map<String, String> texts) {
        Map<String, Object> typed = new LinkedHashMap<>(texts);
        settings.stream()
                .filter(setting -> texts.containsKey(setting.name()))
                .forEach(setting -> typed.put(setting.name(), value(setting, texts.get(setting.name()))));
        return typed;
    }
}
