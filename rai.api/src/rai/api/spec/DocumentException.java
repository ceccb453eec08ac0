package rai.api.spec;

/**
 * A value of a document is wrong. The message is the path of the value followed by the problem, as in
 * {@code phases[0].l1 must be a number}; both are kept apart for a caller that knows the value by another name.
 */
public final class DocumentException extends SpecException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;

    /**
     * @param path where the value stands, as in {@code phases[0].l1}
     * @param problem what is wrong with it: the rest of a sentence that begins with its name
     */
    public DocumentException(String path, String problem) {
        this(path, problem, null);
    }

    private DocumentException(String path, String problem, Throwable cause) {
        super(path + " " + problem, cause);
        this.path = path;
        this.problem = problem;
    }

    /** @return where the value stands, as in {@code phases[0].l1} */
    public String path() {
        return path;
    }

    /** @return what is wrong with the value: the rest of a sentence that begins with its name */
    public String problem() {
        return problem;
    }

    /**
     * @param parent where the document that was read stands in a larger one; empty if it is not part of one
     * @return the same problem, with the path in the larger document
     */
    public DocumentException in(String parent) {
        return parent.isEmpty() ? this : new DocumentException(parent + "." + path, problem, this);
    }
}
