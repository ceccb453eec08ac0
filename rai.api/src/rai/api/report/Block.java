package rai.api.report;

import org.osgi.annotation.versioning.ProviderType;

/** A part of a section: sentences, a table, or a chart. */
@ProviderType
public sealed interface Block permits Block.Text, Block.Statements, DataTable, Chart {
    /**
     * A paragraph.
     *
     * @param text plain text
     */
    record Text(String text) implements Block {}

    /**
     * Sentences, one per line.
     *
     * @param all the sentences
     */
    record Statements(java.util.List<Statement> all) implements Block {
        /** Copies the list. */
        public Statements {
            all = java.util.List.copyOf(all);
        }
    }
}
