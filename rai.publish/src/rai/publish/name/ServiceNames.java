package rai.publish.name;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.spec.SpecException;

/** What a new service may be called. */
public final class ServiceNames {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private ServiceNames() {}

    /**
     * @param kind what is to be named
     * @param name its name
     * @param example a good name
     * @throws SpecException if it is not a name
     */
    public static void requireValid(Kind kind, String name, String example) {
        if (!NAME.matcher(name).matches()) {
            throw new SpecException("'" + name + "' is not a valid name for " + withArticle(kind)
                    + ": a name is made of lower-case letters and digits, its words are joined by hyphens, as in "
                    + example);
        }
    }

    /**
     * @param catalog knows the names in use
     * @param kind the kind of service
     * @param name its name
     * @param ours whether an entry may be replaced
     * @throws SpecException if another service has the name
     */
    public static void requireFree(Catalog catalog, Kind kind, String name, Predicate<Catalog.Entry> ours) {
        catalog.list(kind).stream()
                .filter(entry -> entry.name().equals(name))
                .filter(ours.negate())
                .findFirst()
                .ifPresent(entry -> {
                    throw new SpecException("there is " + withArticle(kind) + " '" + name + "' already, in "
                            + entry.bundle() + " " + entry.version() + ": take another name");
                });
    }

    private static String withArticle(Kind kind) {
        return ("aeio".indexOf(kind.word().charAt(0)) < 0 ? "a " : "an ") + kind.word();
    }
}
