package io.msdatuner.variants.worker;

/** The device's runtime or the artifact refused; the message becomes the outcome's reason. */
public final class LaunchRefusedException extends Exception {
    public LaunchRefusedException(String reason) {
        super(reason);
    }
}
