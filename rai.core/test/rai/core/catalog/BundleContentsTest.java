package rai.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

class BundleContentsTest {
    @TempDir
    Path folder;

    private long modified = 1;
    private int reads;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/one.txt"), "one");
        Files.writeString(folder.resolve("two.txt"), "two");
    }

    /** printf 'a/one.txt\0\0\0\0\0\0\0\0\3onetwo.txt\0\0\0\0\0\0\0\0\3two' | sha256sum */
    @Test
    void theHashIsThatOfPathsLengthsAndBytes() {
        assertThat(contents().sha256(bundle()))
                .isEqualTo("942207ebc5f19a71bcb6e61a50cfcca7af3cde3722f060421ab2a382244cc7a2");
    }

    @Test
    void itIsComputedOnceAndFoundAgainAtTheNextStart() {
        String sha256 = contents().sha256(bundle());
        int before = reads;
        assertThat(contents().sha256(bundle())).isEqualTo(sha256);
        assertThat(reads).isEqualTo(before);
    }

    @Test
    void itIsComputedAgainWhenTheBundleWasUpdated() throws IOException {
        BundleContents contents = contents();
        String before = contents.sha256(bundle());
        Files.writeString(folder.resolve("two.txt"), "TWO");
        modified = 2;
        assertThat(contents.sha256(bundle())).isNotEqualTo(before);
    }

    @Test
    void anIncompleteLineIsIgnored() throws IOException {
        String sha256 = contents().sha256(bundle());
        Files.writeString(folder.resolve("contents.data"), "7 1 " + sha256.substring(0, 40));
        assertThat(contents().sha256(bundle())).isEqualTo(sha256);
    }

    @Test
    void aBundleThatIsGoingIsNotKnown() {
        Bundle going = fake(Bundle.class, (method, argument) -> {
            if (method.equals("toString")) { // for the log
                return "going";
            }
            throw new IllegalStateException("uninstalled");
        });
        assertThat(contents().sha256(going)).isEmpty();
    }

    private BundleContents contents() {
        return new BundleContents(fake(BundleContext.class, (method, argument) -> switch (method) {
            case "getDataFile" -> folder.resolve("contents.data").toFile();
            case "getBundle" -> bundle();
            default -> throw new AssertionError(method);
        }));
    }

    private Bundle bundle() {
        return fake(Bundle.class, (method, argument) -> switch (method) {
            case "getBundleId" -> 7L;
            case "getLastModified" -> modified;
            case "getEntryPaths" -> Collections.enumeration(paths((String) argument));
            case "getEntry" -> {
                reads++;
                yield folder.resolve((String) argument).toUri().toURL();
            }
            default -> throw new AssertionError(method);
        });
    }

    private static Set<String> paths(String folder) {
        return new TreeSet<>(folder.equals("/") ? Set.of("two.txt", "a/") : Set.of("a/one.txt"));
    }

    @FunctionalInterface
    private interface Answers {
        Object to(String method, Object argument) throws IOException;
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments == null ? null : arguments[0])));
    }
}
