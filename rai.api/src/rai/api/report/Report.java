package rai.api.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report: a question, its answer in sentences, and what the answer rests on.
 *
 * @param name a short name, fit for a file
 * @param title the title
 * @param question what was asked; may be empty
 * @param answer the sentences that answer it, first of all blocks
 * @param sections everything else, in order
 * @param about facts about the report by name: versions, hashes, settings, times; values are texts, numbers, lists and maps
 */
public record Report(
        String name,
        String title,
        String question,
        List<Statement> answer,
        List<Section> sections,
        Map<String, Object> about) {
    /** Copies the collections. */
    public Report {
        answer = List.copyOf(answer);
        sections = List.copyOf(sections);
        about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
    }

    /**
     * A part of a report.
     *
     * @param title its title
     * @param blocks what it contains, in order
     */
    public record Section(String title, List<Block> blocks) {
        /** Copies the list. */
        public Section {
            blocks = List.copyOf(blocks);
        }
    }
}
