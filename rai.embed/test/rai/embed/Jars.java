package rai.embed;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The artifacts that the build has made for tests, as Maven would put them on a class path. */
final class Jars {
    private static final Path REPOSITORY =
            Path.of("cnf/cache/application/repository").toAbsolutePath();

    private Jars() {}

    static boolean exist() {
        return Files.isDirectory(REPOSITORY);
    }

    static List<Path> of(String artifact) throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            return files.filter(file -> file.getFileName().toString().startsWith(artifact)
                            && file.toString().endsWith(".jar"))
                    .toList();
        }
    }

    /** @return a loader that has these artifacts and nothing else */
    static ClassLoader loader(String... artifacts) throws IOException {
        URL[] urls = Stream.of(artifacts)
                .flatMap(artifact -> {
                    try {
                        return of(artifact).stream();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .map(Jars::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
