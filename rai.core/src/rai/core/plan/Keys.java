package rai.core.plan;

import java.util.function.Supplier;
import rai.api.run.RefusalException;
import rai.api.spec.DocumentException;
import rai.api.spec.SpecException;

/** Says of which key of a request a sentence is that only knows the value. */
public final class Keys {
    private Keys() {}

    /**
     * @param key the key, as in {@code phases[0].optimizer}
     * @param use what is done with the value
     * @return its result
     * @throws DocumentException if the value is refused; its cause is the sentence without the key
     */
    public static <T> T at(String key, Supplier<T> use) {
        try {
            return use.get();
        } catch (DocumentException | RefusalException alreadyNamed) {
            throw alreadyNamed;
        } catch (SpecException refused) {
            throw DocumentException.at(key, refused);
        }
    }

    /**
     * For a change of a run in training, which was not asked for by the keys and options of a request.
     *
     * @param use what may be refused
     * @throws SpecException if it is, without keys and without advice
     */
    public static <T> T unnamed(Supplier<T> use) {
        try {
            return use.get();
        } catch (RefusalException refused) {
            throw new SpecException(refused.fact(), refused);
        } catch (DocumentException named) {
            throw named.getCause() instanceof SpecException sentence ? sentence : named;
        }
    }
}
