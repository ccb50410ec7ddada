package io.msdatuner.core.run;

/**
 * How a backend's artifacts are called by whoever loads them.
 *
 * @param format of the file, for example {@code shared-object}
 * @param abiVersion what the artifact's own version function must return
 * @param entryPoint the function that makes a launch possible
 * @param header the C declarations of all functions and arguments, with their rules
 */
public record LaunchContract(String format, int abiVersion, String entryPoint, String header) {}
