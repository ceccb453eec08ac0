package rai.plot;

/** How the line of a {@link Series} is drawn; its markers differ as well. */
public enum LineStyle {
    /** Without gaps; markers are filled. */
    SOLID,
    /** In dashes; markers are hollow. */
    DASHED,
    /** In dots; markers are pale. */
    DOTTED
}
