package rai.api.spec;

/**
 * A value of a document is wrong. The message is the path of the value followed by the problem, as in
 * {@code phases[0].l1 must be a number} or {@code phases[0].optimizer: unknown optimizer 'adm'}; a caller that knows the value
 * by another name can exchange the path.
 */
public final class DocumentException extends SpecException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;
    /** What stands between the two. */
    private final String joint;

    /**
     * @param path where the value stands, as in {@code phases[0].l1}
     * @param problem what is wrong with it: the rest of a sentence that begins with its name
     */
    public DocumentException(String path, String problem) {
        this(path, " ", problem, null);
    }

    private DocumentException(String path, String joint, String problem, Throwable cause) {
        super(path + joint + problem, cause);
        this.path = path;
        this.problem = problem;
        this.joint = joint;
    }

    /**
     * A value that was refused by whoever uses it.
     *
     * @param path where the value stands, as in {@code phases[0].optimizer}
     * @param refused the whole sentence, which does not say where the value stands; it becomes the cause
     * @return the exception that says it
     */
    public static DocumentException at(String path, SpecException refused) {
        return new DocumentException(path, ": ", refused.getMessage(), refused);
    }

    /** @return where the value stands, as in {@code phases[0].l1} */
    public String path() {
        return path;
    }

    /** @return what is wrong with the value: the rest of a sentence that begins with its name, or a sentence about it */
    public String problem() {
        return problem;
    }

    /**
     * @param name what the value is called where it was set, such as an option
     * @return the message with that name in place of the path
     */
    public String message(String name) {
        return name + joint + problem;
    }

    /**
     * @param parent where the document that was read stands in a larger one; empty if it is not part of one
     * @return the same problem, with the path in the larger document
     */
    public DocumentException in(String parent) {
        return parent.isEmpty() ? this : new DocumentException(parent + "." + path, joint, problem, this);
    }
}
