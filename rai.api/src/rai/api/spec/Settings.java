package rai.api.spec;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.annotation.versioning.ProviderType;

/** The settings that a class declares by {@link Setting}: described for the help, and set from a spec. */
public final class Settings {
    /** In place of a service: it is chosen where it is used. */
    private static final String AUTO = "auto";

    private Settings() {}

    /**
     * One setting, for the help.
     *
     * @param name as in a spec
     * @param type one word: integer, number, boolean, text, path, a list of choices, or a kind of service
     * @param fallback the default, or an empty text if the setting must be given
     * @param range for example {@code [0, 1]}, {@code > 0}, or an empty text
     * @param about one sentence
     */
    public record Info(String name, String type, String fallback, String range, String about) {}

    /**
     * A configured service and the spec with all its settings, including defaults.
     *
     * @param <T> the kind of service
     * @param service the service
     * @param spec its full spec
     */
    public record Configured<T>(T service, Spec spec) {}

    /** Finds the services that are settings of other services. */
    @ProviderType
    @FunctionalInterface
    public interface Resolver {
        /**
         * @param <T> the kind
         * @param kind the kind
         * @param spec which one
         * @return the service with its full spec
         */
        <T> Configured<T> resolve(Class<T> kind, Spec spec);
    }

    /**
     * The settings of a class, those of its superclasses first, in the order of declaration.
     *
     * @param type the class of a service
     * @return its settings
     * @throws SpecException if they are declared wrongly
     */
    public static List<Info> of(Class<?> type) {
        List<Field> fields = fields(type);
        if (fields.isEmpty()) {
            return List.of();
        }
        Object fresh = fresh(type);
        fields.forEach(f -> requireSound(f, fresh));
        return fields.stream()
                .map(f -> new Info(
                        name(f),
                        typeOf(f),
                        fallback(f, fresh),
                        range(f),
                        declared(f).value()))
                .toList();
    }

    /**
     * Makes a new service like the given one, with the settings of a spec; the given one is returned if its class declares
     * no settings.
     *
     * @param <T> the kind of service
     * @param service any instance of the class
     * @param spec the settings
     * @param resolver for settings that are services themselves
     * @return the configured service and its full spec
     * @throws SpecException if a setting is unknown, missing, of the wrong type, or out of range
     */
    public static <T> Configured<T> configure(T service, Spec spec, Resolver resolver) {
        List<Field> fields = fields(service.getClass());
        Map<String, String> given = given(spec, fields);
        if (fields.isEmpty()) {
            return new Configured<>(service, spec);
        }
        @SuppressWarnings("unchecked")
        T configured = (T) fresh(service.getClass());
        Map<String, String> all = new LinkedHashMap<>();
        for (Field field : fields) {
            String name = name(field);
            String text = given.get(name);
            if (text == null && declared(field).required()) {
                throw new SpecException(spec.name() + " needs the setting '" + name + "': "
                        + declared(field).value());
            }
            all.put(name, set(field, configured, text, spec.name(), resolver));
        }
        if (configured instanceof Checked checked) {
            checked.check();
        }
        return new Configured<>(configured, new Spec(spec.name(), List.of(), all));
    }

    private static Map<String, String> given(Spec spec, List<Field> fields) {
        List<String> names = fields.stream().map(Settings::name).toList();
        Map<String, String> given = new LinkedHashMap<>();
        for (var setting : spec.settings().entrySet()) {
            if (!names.contains(setting.getKey())) {
                throw names.isEmpty()
                        ? new SpecException(spec.name() + " has no settings, so '" + setting.getKey() + "' is unknown")
                        : Words.unknown("setting of " + spec.name(), setting.getKey(), names);
            }
            given.put(setting.getKey(), setting.getValue());
        }
        if (!spec.positional().isEmpty()) {
            if (names.size() != 1 || spec.positional().size() != 1) {
                throw new SpecException("'" + spec.positional().get(0) + "' in '" + spec + "' needs a name: "
                        + (names.isEmpty()
                                ? spec.name() + " has no settings"
                                : "write one of "
                                        + names.stream().map(n -> n + "=").collect(Collectors.joining(", "))));
            }
            if (given.putIfAbsent(names.get(0), spec.positional().get(0)) != null) {
                throw new SpecException("in '" + spec + "' the setting '" + names.get(0) + "' is given twice");
            }
        }
        return given;
    }

    private static String set(Field field, Object target, String text, String owner, Resolver resolver) {
        try {
            Class<?> type = field.getType();
            if (isService(type)) {
                Spec wanted = Spec.parse(text == null ? declared(field).spec() : text);
                if (declared(field).spec().equals(AUTO) && wanted.toString().equals(AUTO)) {
                    return AUTO;
                }
                Configured<?> nested = resolver.resolve(type, wanted);
                field.set(target, nested.service());
                return nested.spec().toString();
            }
            if (text != null) {
                field.set(target, convert(field, text, owner));
            }
            return show(field.get(target));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object convert(Field field, String text, String owner) {
        Class<?> type = field.getType();
        Object value;
        try {
            if (type == int.class || type == long.class) {
                value = whole(type, text);
            } else if (type == double.class) {
                value = Double.parseDouble(text);
            } else if (type == boolean.class && (text.equals("true") || text.equals("false"))) {
                value = Boolean.valueOf(text);
            } else if (type == String.class) {
                value = text;
            } else if (type == Path.class) {
                value = Path.of(text);
            } else if (type.isEnum()) {
                value = Arrays.stream(type.getEnumConstants())
                        .filter(c -> show(c).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new);
            } else {
                throw new IllegalArgumentException();
            }
        } catch (IllegalArgumentException e) {
            throw new SpecException("the setting '" + name(field) + "' of " + owner + " must be " + article(field)
                    + ", but is '" + text + "'");
        }
        if (value instanceof Number number) {
            requireInRange(field, number.doubleValue(), text, owner);
        }
        return value;
    }

    /** A number too large for its field is out of range, not of the wrong type. */
    private static Number whole(Class<?> type, String text) {
        BigInteger number = new BigInteger(text);
        if (type == int.class && number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.bitLength() < Long.SIZE && type == long.class
                ? (Number) number.longValue()
                : (Number) Double.valueOf(number.signum() * Double.POSITIVE_INFINITY);
    }

    private static void requireInRange(Field field, double value, String text, String owner) {
        boolean inside = !outside(field, value) && !Double.isNaN(value);
        if (!inside || Double.isInfinite(value)) {
            String most = field.getType() == int.class ? " and at most " + Integer.MAX_VALUE : "";
            throw new SpecException("the setting '" + name(field) + "' of " + owner + " must be "
                    + (range(field).isEmpty() ? "a finite number" : "in the range " + range(field))
                    + (inside ? most : "") + ", but is " + text);
        }
    }

    /** Reports mistakes in a declaration before the service is used. */
    private static void requireSound(Field field, Object fresh) {
        String wrong = "";
        Class<?> type = field.getType();
        boolean whole = type == int.class || type == long.class;
        if (Modifier.isFinal(field.getModifiers())) {
            wrong = "must not be final";
        } else if (!whole
                && type != double.class
                && type != boolean.class
                && type != String.class
                && type != Path.class
                && !type.isEnum()
                && !isService(type)) {
            wrong = "can't be of the type " + type.getSimpleName();
        } else if (!declared(field).required()) {
            Object value = value(field, fresh);
            if (isService(type) ? declared(field).spec().isEmpty() : value == null) {
                wrong = "needs a default, or required = true";
            } else if (value instanceof Number number && outside(field, number.doubleValue())) {
                wrong = "has the default " + show(value) + ", which is not in its range " + range(field);
            }
        }
        if (!wrong.isEmpty()) {
            throw new SpecException("the setting '" + name(field) + "' of "
                    + field.getDeclaringClass().getName() + " " + wrong);
        }
    }

    private static boolean outside(Field field, double value) {
        Setting s = declared(field);
        return s.open() ? value <= s.min() || value >= s.max() : value < s.min() || value > s.max();
    }

    private static Object value(Field field, Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fallback(Field field, Object fresh) {
        if (declared(field).required()) {
            return "";
        }
        if (isService(field.getType())) {
            return declared(field).spec();
        }
        return show(value(field, fresh));
    }

    private static String show(Object value) {
        if (value instanceof Double d) {
            return number(d);
        }
        if (value instanceof Enum<?> e) {
            return e.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return String.valueOf(value);
    }

    /**
     * A number as written in specs, without a needless {@code .0}.
     *
     * @param value the number
     * @return the shortest text that reads back as the same number
     */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value).replace("E", "e").replace(".0e", "e");
    }

    private static String range(Field field) {
        Setting s = declared(field);
        boolean below = s.min() == Double.NEGATIVE_INFINITY;
        boolean above = s.max() == Double.POSITIVE_INFINITY;
        if (below && above) {
            return "";
        }
        if (above) {
            return (s.open() ? "> " : ">= ") + number(s.min());
        }
        if (below) {
            return (s.open() ? "< " : "<= ") + number(s.max());
        }
        return (s.open() ? "(" : "[") + number(s.min()) + ", " + number(s.max()) + (s.open() ? ")" : "]");
    }

    private static String article(Field field) {
        Class<?> type = field.getType();
        if (type.isEnum()) {
            return "one of " + typeOf(field).replace("|", ", ");
        }
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class) {
            return "a number";
        }
        return type == boolean.class ? "true or false" : "a " + typeOf(field);
    }

    private static String typeOf(Field field) {
        Class<?> type = field.getType();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Settings::show).collect(Collectors.joining("|"));
        }
        if (type == int.class || type == long.class) {
            return "integer";
        }
        if (type == double.class) {
            return "number";
        }
        return type == String.class ? "text" : kebab(type.getSimpleName());
    }

    private static boolean isService(Class<?> type) {
        return type.isInterface() && type != Path.class;
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            List<Field> own = Arrays.stream(c.getDeclaredFields())
                    .filter(f -> f.isAnnotationPresent(Setting.class) && !Modifier.isStatic(f.getModifiers()))
                    .toList();
            own.forEach(f -> f.setAccessible(true));
            fields.addAll(0, own);
        }
        return fields;
    }

    private static Object fresh(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new SpecException(
                    type.getName() + " can't be made: its constructor throws " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new SpecException(type.getName() + " has settings, so it needs a constructor without arguments", e);
        }
    }

    private static Setting declared(Field field) {
        return field.getAnnotation(Setting.class);
    }

    private static String name(Field field) {
        return kebab(field.getName());
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
