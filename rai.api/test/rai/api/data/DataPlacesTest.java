package rai.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataPlacesTest {
    private static final Path HOME = Path.of("home").toAbsolutePath();

    private static List<String> names(DataPlaces places) {
        return places.all().stream().map(DataPlaces.Place::name).toList();
    }

    @Test
    void theDirectoryOfTheUserComesFirstThenTheVariableThenTheCache() {
        DataPlaces places =
                DataPlaces.of(Map.of("RAI_DATA", "/data"), HOME, false).after(Path.of("mine"));
        assertThat(names(places)).containsExactly("--data-dir", "RAI_DATA", "the cache");
        assertThat(places.all().get(0).directory()).isEqualTo(Path.of("mine"));
        assertThat(places.all().get(1).directory()).isEqualTo(Path.of("/data"));
    }

    @Test
    void anEmptyVariableNamesNothing() {
        assertThat(names(DataPlaces.of(Map.of("RAI_DATA", ""), HOME, false))).containsExactly("the cache");
    }

    @Test
    void theCacheIsInTheHomeDirectory() {
        assertThat(DataPlaces.of(Map.of(), HOME, false).cache()).isEqualTo(HOME.resolve(".cache/rai/data"));
    }

    @Test
    void theCacheIsWhereTheSystemHasItsCaches() {
        Path caches = Path.of("caches").toAbsolutePath();
        assertThat(DataPlaces.of(Map.of("XDG_CACHE_HOME", caches.toString()), HOME, false)
                        .cache())
                .isEqualTo(caches.resolve("rai/data"));
        assertThat(DataPlaces.of(Map.of("LOCALAPPDATA", caches.toString()), HOME, true)
                        .cache())
                .isEqualTo(caches.resolve("rai/data"));
    }

    @Test
    void aRelativeCacheDoesNotCountAsItsSpecificationSays() {
        assertThat(DataPlaces.of(Map.of("XDG_CACHE_HOME", "caches"), HOME, false)
                        .cache())
                .isEqualTo(HOME.resolve(".cache/rai/data"));
    }

    @Test
    void withoutADirectoryOfTheUserTheOtherPlacesRemain() {
        assertThat(names(DataPlaces.here(null))).doesNotContain("--data-dir");
    }
}
