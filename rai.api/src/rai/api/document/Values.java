package rai.api.document;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rai.api.spec.DocumentException;
import rai.api.spec.Scalar;

/** Reads the values of a document as the component types of a record. Numbers are accepted if they can be converted exactly. */
final class Values {
    private Values() {}

    /** The value of a component whose key is missing. */
    static Object absent(Class<?> type, String at) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        throw new DocumentException(at, "is missing");
    }

    static Object read(Type type, Object value, String at) {
        if (type instanceof ParameterizedType generic) {
            return readGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), value, at);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Object.class) {
            return Documents.copy(value);
        }
        if (plain == double.class || plain == Double.class) {
            return value == null ? Double.valueOf(Double.NaN) : toDouble(value, at);
        }
        if (value == null) {
            return absent(plain, at);
        }
        if (plain == long.class || plain == Long.class) {
            return toLong(value, at);
        }
        if (plain == int.class || plain == Integer.class) {
            return toInt(value, at);
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return require(Boolean.class, value, "true or false", at);
        }
        if (plain == String.class) {
            return require(String.class, value, "a text", at);
        }
        if (plain == Path.class) {
            return toPath(require(String.class, value, "a path", at), at);
        }
        if (plain.isEnum()) {
            return toConstant(plain, require(String.class, value, "a text", at), at);
        }
        if (Scalar.class.isAssignableFrom(plain)) {
            return toScalar(plain, value, at);
        }
        return Documents.read(plain.asSubclass(Record.class), require(Map.class, value, "a map", at), at);
    }

    private static Object toScalar(Class<?> type, Object value, String at) {
        try {
            return type.getMethod("read", Object.class).invoke(null, value);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof DocumentException refused) {
                throw new DocumentException(at, refused.problem());
            }
            throw new IllegalStateException(type + " can't be read", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be read", e);
        }
    }

    private static Object readGeneric(Class<?> type, Type[] of, Object value, String at) {
        if (value == null) {
            return absent(type, at);
        }
        if (type == Optional.class) {
            return Optional.of(read(of[0], value, at));
        }
        if (type == Map.class) {
            Map<String, Object> map = new LinkedHashMap<>();
            require(Map.class, value, "a map", at)
                    .forEach((key, part) -> map.put(String.valueOf(key), read(of[1], part, at + "." + key)));
            return map;
        }
        List<Object> list = new ArrayList<>();
        for (Object part : require(Collection.class, value, "a list", at)) {
            list.add(read(of[0], part, at + "[" + list.size() + "]"));
        }
        return list;
    }

    private static <T> T require(Class<T> type, Object value, String what, String at) {
        if (!type.isInstance(value)) {
            throw wrong(at, what, value);
        }
        return type.cast(value);
    }

    private static DocumentException wrong(String at, String what, Object value) {
        return new DocumentException(at, "must be " + what + ", but is " + shown(value));
    }

    private static String shown(Object value) {
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof Collection) {
            return "a list";
        }
        return value instanceof String ? "'" + value + "'" : String.valueOf(value);
    }

    private static long toLong(Object value, String at) {
        try {
            return new BigDecimal(
                            require(Number.class, value, "a whole number", at).toString())
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(at, "a whole number", value);
        }
    }

    private static int toInt(Object value, String at) {
        long number = toLong(value, at);
        if (number != (int) number) {
            throw wrong(at, "a whole number of at most " + Integer.MAX_VALUE, value);
        }
        return (int) number;
    }

    private static double toDouble(Object value, String at) {
        Number number = require(Number.class, value, "a number", at);
        if (number instanceof Double || number instanceof Float) {
            return number.doubleValue();
        }
        BigDecimal exact = new BigDecimal(number.toString());
        double nearest = exact.doubleValue();
        boolean holds = Double.isFinite(nearest)
                && (number instanceof BigDecimal
                        ? nearest != 0 || exact.signum() == 0
                        : new BigDecimal(nearest).compareTo(exact) == 0);
        if (!holds) {
            throw wrong(at, "a number that a double can hold", value);
        }
        return nearest;
    }

    private static Path toPath(String text, String at) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong(at, "a path", text);
        }
    }

    private static Object toConstant(Class<?> type, String text, String at) {
        for (Object constant : type.getEnumConstants()) {
            if (Documents.word((Enum<?>) constant).equals(text)) {
                return constant;
            }
        }
        throw wrong(
                at,
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> Documents.word((Enum<?>) constant))
                        .collect(Collectors.joining(" or ")),
                text);
    }
}
