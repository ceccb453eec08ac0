package build;

import aQute.bnd.osgi.repository.SimpleIndexer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The index of a folder of bundles, as the OSGi Repository specification describes it: what each needs and gives, with its SHA-256. */
final class RepositoryIndex {
    private static final String NAME = "index.xml";

    /** Of the jars in a folder that somebody names. */
    static void write(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) throw new Failure("no folder to index: " + folder);
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
        if (jars.isEmpty()) throw new Failure("no jars to index in " + folder.toAbsolutePath());
        write(folder, folder.toAbsolutePath().normalize().getFileName().toString(), jars);
        Log.info(folder.resolve(NAME) + " (" + jars.size() + (jars.size() == 1 ? " jar)" : " jars)"));
    }

    /**
     * @param folder where the index goes: paths in it are relative to that
     * @param name of the repository
     * @param jars in the folder or below it
     */
    static void write(Path folder, String name, List<Path> jars) throws Exception {
        Path part = folder.resolve(NAME + ".part");
        new SimpleIndexer()
                .files(jars.stream()
                        .map(Path::toFile)
                        .map(File::getAbsoluteFile)
                        .toList())
                .base(folder.toAbsolutePath().toUri())
                .name(name)
                .increment(0) // the same bundles, the same index
                .index(part.toFile());
        Files.move(part, folder.resolve(NAME), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private RepositoryIndex() {}
}
