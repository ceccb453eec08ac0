package rai.api.check;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.catalog.Kind;
import rai.api.spec.Spec;

/** Runs the contract of a kind against a service of the catalog. */
@ProviderType
public interface Checks {
    /** @return the kinds that have a contract */
    Set<Kind> kinds();

    /**
     * Checks a service; a service that throws or gives wrong numbers fails, and the checks continue.
     *
     * @param kind its kind
     * @param spec its name and settings
     * @param listener receives each verdict as soon as it is known
     * @return all verdicts
     * @throws rai.api.spec.SpecException if there is no contract for the kind, or the service does not exist
     */
    List<Verdict> check(Kind kind, Spec spec, Consumer<Verdict> listener);
}
