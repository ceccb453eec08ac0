package rai.shell.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.archive.ZipIn;
import rai.api.archive.ZipOut;
import rai.shell.archive.ArchiveDocument.DataFile;
import rai.shell.archive.ArchiveDocument.Jar;
import rai.shell.archive.ArchiveDocument.Packed;
import rai.shell.command.WholeFile;

/** Packs the directory of a run, and what it needs elsewhere, into one file. */
final class RunPacker {
    private final Path directory;
    private final Map<String, Path> sources = new LinkedHashMap<>();
    private final List<Packed> files = new ArrayList<>();
    private final List<Jar> extensions = new ArrayList<>();
    private final List<DataFile> data = new ArrayList<>();

    /** @param directory the directory of a run that nobody changes meanwhile */
    RunPacker(Path directory) {
        this.directory = directory;
    }

    private Packed packed(String path, Path file) throws IOException {
        sources.put(path, file);
        return new Packed(path, Files.size(file), ZipIn.sha256(file));
    }

    /** Adds the jar of an extension. */
    void addExtension(String name, String version, Path jar) throws IOException {
        String path = ArchiveDocument.EXTENSIONS + (name + "-" + version).replaceAll("[^A-Za-z0-9._-]", "_") + ".jar";
        extensions.add(new Jar(name, version, packed(path, jar)));
    }

    /**
     * Adds a file of data, or says how to recognize it.
     *
     * @param named how the run names it
     * @param whole whether the file itself is added
     */
    DataFile addData(String named, boolean whole) throws IOException {
        Path file = Path.of(named);
        String path = ArchiveDocument.DATA + (data.size() + 1) + "-"
                + file.getFileName().toString().replaceAll("[^\\p{L}\\p{N}._-]", "_");
        DataFile added =
                new DataFile(named, whole ? packed(path, file) : new Packed("", Files.size(file), ZipIn.sha256(file)));
        data.add(added);
        return added;
    }

    /**
     * Writes the archive, whole or not at all.
     *
     * @param name the name of the run
     * @param missing extensions that are not there
     * @param startsFrom the run that it started from; empty if it did not
     * @param out the file; replaced if it is there
     * @return what is in it
     */
    ArchiveDocument write(String name, List<String> missing, String startsFrom, Path out) throws IOException {
        for (String file : ZipOut.files(directory)) {
            String path = ArchiveDocument.RUN + file;
            boolean leftover = file.equals(".lock") || file.contains(".partial");
            if (!leftover && !ArchiveDocument.isOfUnpacking(path)) {
                files.add(packed(path, directory.resolve(file)));
            }
        }
        ArchiveDocument document = new ArchiveDocument(name, files, extensions, missing, data, startsFrom);
        try (WholeFile whole = WholeFile.begin(out)) {
            try (ZipOut zip = new ZipOut(new BufferedOutputStream(Files.newOutputStream(whole.partial())))) {
                zip.add(ArchiveDocument.FILE, document.bytes());
                for (Packed file : document.all()) {
                    zip.add(file.path(), sources.get(file.path()));
                }
            }
            whole.replace();
        }
        return document;
    }
}
