package rai.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import rai.api.data.DatasetSource;
import rai.api.run.Job;
import rai.api.run.RunEvent;
import rai.api.run.RunExecutor;
import rai.api.run.RunRequest;
import rai.api.run.Trainer;

/**
 * A function from the name of an operation and its arguments to an answer. Arguments and answers are types of Java alone: a program whose
 * class loader does not know RAI's types calls it. A run in training and a trained network go out as objects that can
 * only be handed in again.
 *
 * <p>A wrong argument ends in an {@link IllegalArgumentException}, anything else that can't be done in an {@link IllegalStateException}; the
 * message is a sentence for the user.
 */
@Component(service = BiFunction.class, property = "rai.embedded=desk")
public final class Desk implements BiFunction<String, Map<String, Object>, Object> {
    private static final int PATIENCE_MILLIS = 10_000;

    private final RunExecutor executor;
    private final Trainer trainer;
    private final CommandLine commands;
    private final ComponentContext component;

    /**
     * @param executor trains runs
     * @param trainer opens trained networks
     * @param commands runs commands
     * @param component of this component
     */
    @Activate
    public Desk(
            @Reference RunExecutor executor,
            @Reference Trainer trainer,
            @Reference CommandLine commands,
            ComponentContext component) {
        this.executor = executor;
        this.trainer = trainer;
        this.commands = commands;
        this.component = component;
        OneThread.perProduct();
    }

    @Override
    public Object apply(String operation, Map<String, Object> arguments) {
        try {
            return answer(operation, new Arguments(arguments));
        } catch (IllegalArgumentException e) {
            throw told(new IllegalArgumentException(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw told(new IllegalStateException("interrupted"), e);
        } catch (OutOfMemoryError e) {
            throw told(new IllegalStateException("not enough memory: use a larger heap, or fewer examples"), e);
        } catch (Exception | LinkageError e) {
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            throw told(new IllegalStateException(message), e);
        }
    }

    /** The types of RAI's exceptions are unknown outside; the stack trace is not lost. */
    private static RuntimeException told(RuntimeException outside, Throwable e) {
        outside.setStackTrace(e.getStackTrace());
        return outside;
    }

    private Object answer(String operation, Arguments with) throws Exception {
        return switch (operation) {
            case "data" -> given(with);
            case "document" -> RunRequest.of(with.map("document")).asMap();
            case "train" -> train(with);
            case "open" -> TrainedModel.facts(trainer.open(with.get("directory", Path.class)));
            case "predict" -> TrainedModel.predict(with);
            case "command" ->
                commands.run(with.list("words").stream().map(String::valueOf).toList());
            default -> Running.answer(operation, with);
        };
    }

    private String given(Arguments with) throws InterruptedException, InvalidSyntaxException {
        String data = Given.put(with);
        component.enableComponent(Given.class.getName());
        for (int waited = 0; !isEnabled() && waited < PATIENCE_MILLIS; waited += 10) {
            Thread.sleep(10); // it is enabled in another thread
        }
        return data;
    }

    private boolean isEnabled() throws InvalidSyntaxException {
        return !component
                .getBundleContext()
                .getServiceReferences(DatasetSource.class, "(component.name=" + Given.class.getName() + ")")
                .isEmpty();
    }

    @Deactivate
    void forget() {
        Given.forgetAll();
    }

    private Map<String, Object> train(Arguments with) {
        RunRequest request = RunRequest.of(with.map("document"));
        @SuppressWarnings("unchecked")
        Consumer<Map<String, Object>> listener = with.get("listener", Consumer.class);
        CountDownLatch begun = new CountDownLatch(1);
        Job job = executor.submit(request, event -> {
            if (!(event instanceof RunEvent.Started || event instanceof RunEvent.StartedFrom)) {
                begun.countDown();
            }
            listener.accept(event.asMap());
        });
        return Map.of("job", job, "begun", begun, "name", job.name());
    }
}
