package rai.api.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the files of published data are looked for, in this order: the directory that the user names, the directory that the
 * environment variable {@value #VARIABLE} names, and the cache, into which {@code data fetch} writes. Each has a folder per set.
 * What a run learns does not depend on where its files were found.
 */
public final class DataPlaces {
    /** The environment variable. */
    public static final String VARIABLE = "RAI_DATA";
    /** The option of commands. */
    public static final String OPTION = "--data-dir";

    private final List<Place> places;

    /**
     * A directory that is looked at.
     *
     * @param directory the directory
     * @param name how the user has named it, for messages: the option, the variable, or the cache
     */
    public record Place(Path directory, String name) {
        /** @return for messages, such as {@code /data (RAI_DATA)} */
        @Override
        public String toString() {
            return directory + " (" + name + ")";
        }
    }

    private DataPlaces(List<Place> places) {
        this.places = List.copyOf(places);
    }

    /** @return the places of this process */
    public static DataPlaces here() {
        return of(
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows"));
    }

    /**
     * The places of this process, after a directory that the user names.
     *
     * @param directory the directory; null or empty for none
     * @return the places
     */
    public static DataPlaces here(String directory) {
        return directory == null || directory.isEmpty() ? here() : here().after(Path.of(directory));
    }

    /**
     * @param environment the environment variables
     * @param home the home directory of the user
     * @param windows whether the system is Windows
     * @return the places
     */
    public static DataPlaces of(Map<String, String> environment, Path home, boolean windows) {
        List<Place> places = new ArrayList<>();
        text(environment, VARIABLE).ifPresent(directory -> places.add(new Place(Path.of(directory), VARIABLE)));
        Path caches = text(environment, windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> windows ? home.resolve("AppData").resolve("Local") : home.resolve(".cache"));
        places.add(new Place(caches.resolve("rai").resolve("data"), "the cache"));
        return new DataPlaces(places);
    }

    private static Optional<String> text(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    /**
     * @param directory a directory that the user names
     * @return the same places, after this one
     */
    public DataPlaces after(Path directory) {
        List<Place> all = new ArrayList<>(List.of(new Place(directory, OPTION)));
        all.addAll(places);
        return new DataPlaces(all);
    }

    /** @return the places, in the order in which they are looked at; the cache is the last one */
    public List<Place> all() {
        return places;
    }

    /** @return the directory into which {@code data fetch} writes */
    public Path cache() {
        return places.get(places.size() - 1).directory();
    }
}
