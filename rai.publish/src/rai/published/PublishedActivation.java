package rai.published;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.service.component.ComponentContext;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.spec.SelfDescribing;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/**
 * An activation that was published: a service of another bundle, with settings that were typed and parameters that were
 * learnt. Every published bundle contains this class; the properties of its component and the arrays
 * in the bundle determine what it computes.
 *
 * <p>The services that it is made of are references of the component: if one of them goes, so does this; if another
 * version of one arrives, this is created again and checks again that it computes what was published.
 */
public class PublishedActivation implements Activation, SelfDescribing {
    /** Property: the full spec. */
    public static final String SPEC = "published.spec";
    /** Property: whether the spec is that of a layer. */
    public static final String LAYER = "published.layer";
    /** Property: the names of the layer's parameters. */
    public static final String PARAMETERS = "published.parameters";
    /** Property: the names of the layer's running state. */
    public static final String STATE = "published.state";
    /** Property: a sentence about it. */
    public static final String ABOUT = "published.about";
    /** Property: its formula. */
    public static final String FORMULA = "published.formula";
    /** Property: where it comes from. */
    public static final String SOURCE = "published.source";
    /** Property: the services that it was made of when it was published, and who provided them. */
    public static final String PROVIDER = "published.provider";
    /** What a component calls its reference to a service: the kind's interface, without its package, and the service's name. */
    public static final String REFERENCE = "%s-%s";
    /** The folder of the arrays in the bundle. */
    public static final String FOLDER = "published/";
    /** The array of some arguments, in its first row, and the values there, in its second; in float64. */
    public static final String SAMPLES = "samples";
    /** How far values may be off from those when it was published, beside how large they are: rounding, no more. */
    private static final double ROUNDING = 1e-6;

    private Map<String, Object> properties;
    private Activation function;

    /**
     * Called by Declarative Services, before anybody has this service.
     *
     * @param context the component's
     * @throws SpecException if the services that are available now don't compute what was published
     */
    protected void activate(ComponentContext context) {
        properties = new LinkedHashMap<>();
        context.getProperties()
                .keys()
                .asIterator()
                .forEachRemaining(
                        key -> properties.put(key, context.getProperties().get(key)));
        function = function(new Settings.Resolver() {
            @Override
            public <T> Configured<T> resolve(Class<T> kind, Spec spec) {
                T service =
                        kind.cast(context.locateService(String.format(REFERENCE, kind.getSimpleName(), spec.name())));
                return Settings.configure(service, spec, this);
            }
        });
        requireTheSame();
    }

    private Activation function(Settings.Resolver services) {
        Spec spec = Spec.parse(text(SPEC));
        if (!Boolean.parseBoolean(text(LAYER))) {
            return services.resolve(Activation.class, spec).service();
        }
        return services.resolve(LayerFunction.class, spec)
                .service()
                .fixedAt(arrays(PARAMETERS), arrays(STATE))
                .orElseThrow(
                        () -> new SpecException("the layer " + spec + " that is available now is not an activation"));
    }

    private Map<String, INDArray> arrays(String which) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (String name : (String[]) properties.getOrDefault(which, new String[0])) {
            arrays.put(name, array(which + "/" + name));
        }
        return arrays;
    }

    private static INDArray array(String name) {
        String file = "/" + FOLDER + name + ".npy";
        try (InputStream in = PublishedActivation.class.getResourceAsStream(file)) {
            return Nd4j.createNpyFromInputStream(in);
        } catch (IOException | NullPointerException e) {
            throw new SpecException("the bundle is damaged: " + file + " can't be read", e);
        }
    }

    private void requireTheSame() {
        INDArray samples = array(SAMPLES);
        INDArray z = samples.getRow(0, true).dup('c');
        INDArray a = z.dup('c');
        function.value(z, a);
        for (long i = 0; i < z.length(); i++) {
            double then = samples.getDouble(1, i);
            double now = a.getDouble(i);
            if (!(Math.abs(now - then) <= ROUNDING * (1 + Math.abs(then))) && Double.compare(now, then) != 0) {
                throw new SpecException(String.format(
                        Locale.ROOT,
                        "%s no longer computes the function that was published, made of %s: at z = %s it gave %s,"
                                + " and gives %s",
                        text(SPEC),
                        text(PROVIDER),
                        z.getDouble(i),
                        then,
                        now));
            }
        }
    }

    private String text(String property) {
        return String.valueOf(properties.getOrDefault(property, ""));
    }

    /** @return what it computes with */
    Activation function() {
        return function;
    }

    @Override
    public void value(INDArray z, INDArray out) {
        function.value(z, out);
    }

    @Override
    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
        function.backward(z, a, upstream, out);
    }

    @Override
    public Optional<Properties> properties() {
        return function.properties();
    }

    @Override
    public String about() {
        return text(ABOUT);
    }

    @Override
    public String formula() {
        return text(FORMULA);
    }

    @Override
    public String source() {
        return text(SOURCE);
    }

    @Override
    public Optional<Node> graph(Node z) {
        return function.graph(z);
    }
}
