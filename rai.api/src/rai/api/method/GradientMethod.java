package rai.api.method;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A method whose step follows the gradient of an objective. The trainer's optimizer does the update, so the method can be
 * checked against finite differences of its own objective.
 */
@ConsumerType
public interface GradientMethod extends TrainingMethod {
    /**
     * The objective L at the current parameters and variables, and its gradient, written over
     * {@link Training#parameterGradient} and {@link Training#gradient}.
     *
     * @param training the run's state
     * @return L
     */
    double gradient(Training training);

    @Override
    default void step(Training training) {
        training.minimize(() -> gradient(training));
    }
}
