package rai.shell.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rai.api.archive.ZipIn;
import rai.api.data.DataException;
import rai.shell.archive.ArchiveDocument.Packed;
import rai.shell.command.WholeFile;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

/** Unpacks a run archive that may come from a stranger: whole, as its document says, or not at all. */
final class RunUnpacker implements AutoCloseable {
    private static final int MOST_OF_DOCUMENT = 16 << 20;

    private final Path archive;
    private final ZipIn zip;
    private final ArchiveDocument document;

    /** What is done with the run before it gets its name. */
    interface Last {
        /**
         * @param folder where the run is now
         * @param places where its data files will be, by how the run names them
         */
        void step(Path folder, Map<String, String> places);
    }

    /**
     * Opens an archive.
     *
     * @param archive the file
     * @param mostBytes how large all files together may become
     * @param trusted whether they may be compressed by any ratio
     * @throws DataException if it is not a run archive, or is damaged or hostile
     */
    RunUnpacker(Path archive, long mostBytes, boolean trusted) {
        this.archive = archive;
        zip = new ZipIn(archive, mostBytes, trusted);
        try {
            if (!zip.names().contains(ArchiveDocument.FILE)) {
                throw new DataException(archive + " is not a run archive: it has no " + ArchiveDocument.FILE
                        + "; ./rai bundle makes one");
            }
            document = ArchiveDocument.of(zip.bytes(ArchiveDocument.FILE, MOST_OF_DOCUMENT), archive.toString());
            requireSameFiles();
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private void requireSameFiles() {
        Set<String> listed = new HashSet<>(List.of(ArchiveDocument.FILE));
        for (Packed file : document.all()) {
            if (!listed.add(file.path())) {
                throw damaged("its " + ArchiveDocument.FILE + " lists " + file.path() + " twice");
            }
            if (!zip.names().contains(file.path())) {
                throw damaged("it lists " + file.path() + ", which it does not hold");
            }
        }
        for (String name : zip.names()) {
            if (!listed.contains(name)) {
                throw damaged("it holds " + name + ", which its " + ArchiveDocument.FILE + " does not list");
            }
        }
    }

    private DataException damaged(String what) {
        return new DataException(archive + " is damaged: " + what + "; nothing was unpacked");
    }

    ArchiveDocument document() {
        return document;
    }

    /**
     * Unpacks the run: its files, and in folders of it the data and the jars of extensions.
     *
     * @param target the directory that it becomes, which is not there
     * @param last done before it gets its name; if that fails, nothing is unpacked
     */
    void unpack(Path target, Last last) {
        if (Files.exists(target)) {
            throw new Failure(target + " is there already: name another directory with --out");
        }
        try {
            unpackBeside(target, last);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    target + " could not be made: " + Failure.of(e).getMessage());
        }
    }

    private void unpackBeside(Path target, Last last) throws IOException {
        try (WholeFile whole = WholeFile.begin(target)) {
            Path folder = Files.createDirectories(whole.partial().resolve(target.getFileName()));
            for (Packed file : document.all()) {
                copy(file, folder.resolve(place(file.path())));
            }
            Map<String, String> places = new LinkedHashMap<>();
            document.data().stream()
                    .filter(ArchiveDocument.DataFile::isPacked)
                    .forEach(file -> places.put(
                            file.named(),
                            target.resolve(place(file.file().path())).toString()));
            last.step(folder, places);
            Files.move(folder, target);
        }
    }

    private static String place(String path) {
        return path.startsWith(ArchiveDocument.RUN) ? path.substring(ArchiveDocument.RUN.length()) : path;
    }

    private void copy(Packed file, Path to) throws IOException {
        try {
            Files.createDirectories(to.getParent());
            String sha256 = zip.copy(file.path(), to);
            if (!sha256.equals(file.sha256()) || Files.size(to) != file.bytes()) {
                throw damaged("its " + file.path() + " is another than its " + ArchiveDocument.FILE + " says");
            }
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    file.path() + " of " + archive + " could not be unpacked: "
                            + Failure.of(e).getMessage());
        }
    }

    @Override
    public void close() {
        zip.close();
    }
}
