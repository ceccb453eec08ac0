package build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Small things about files. */
final class Files2 {

    /** Everything that the build has made, except what Maven fetched and the build program itself. */
    static void clean() throws IOException {
        for (Path project : list(Main.ROOT))
            if (Files.exists(project.resolve("bnd.bnd")))
                for (String made : List.of("bin", "bin_test", "generated")) delete(project.resolve(made));
        delete(Main.ROOT.resolve("dist"));
        for (Path file : list(Main.CACHE))
            if (!List.of("ext", "bnd", "lock").contains(file.getFileName().toString())) delete(file);
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, java.nio.file.LinkOption.NOFOLLOW_LINKS)) return;
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator)
                Files.deleteIfExists(file);
        }
    }

    /** All plain files below, sorted by path; none if there is no such folder. */
    static List<Path> walk(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** A file is either there in full or not at all, also when the build is killed. */
    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text, UTF_8);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, UTF_8) : "";
    }

    private Files2() {}
}
