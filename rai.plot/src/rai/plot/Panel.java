package rai.plot;

import java.util.List;

/**
 * One panel of a {@link Figure}. Panels are immutable values: they say what is drawn, the figure decides where and how
 * large.
 */
public sealed interface Panel permits Landscape, LineChart {

    /** The heading above the panel, wrapped if it is too long for one line; may be empty. */
    String title();

    /** Lines in smaller type under the title, each wrapped if it is too long; may be empty. */
    List<String> captions();
}
