package rai.shell.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.shell.archive.ArchiveDocument.DataFile;
import rai.shell.archive.ArchiveDocument.Jar;

/** What both commands say about an archive. */
final class Reports {
    private Reports() {}

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The end of a sentence. */
    static String extensions(ArchiveDocument document) {
        List<DataFile> data =
                document.data().stream().filter(DataFile::isPacked).toList();
        return (document.extensions().isEmpty()
                        ? ""
                        : ", " + count(document.extensions().size(), "extension"))
                + (data.isEmpty() ? "" : ", " + count(data.size(), "data file"));
    }

    static Map<String, Object> contents(ArchiveDocument document) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", document.run());
        map.put("files", document.files().size());
        map.put("extensions", document.extensions().stream().map(Reports::map).toList());
        map.put("missing_extensions", document.missing());
        map.put("data", document.data().stream().map(Reports::map).toList());
        map.put("starts_from", document.startsFrom().isEmpty() ? null : document.startsFrom());
        return map;
    }

    static Map<String, Object> map(Jar jar) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", jar.name());
        map.put("version", jar.version());
        map.put("sha256", jar.file().sha256());
        return map;
    }

    private static Map<String, Object> map(DataFile file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("named", file.named());
        map.put("included", file.isPacked());
        map.put("bytes", file.file().bytes());
        map.put("sha256", file.file().sha256());
        return map;
    }
}
