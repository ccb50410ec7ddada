package io.msdatuner.api.exchange;

import org.jspecify.annotations.Nullable;

/**
 * A snapshot that can be checked without a service.
 *
 * @param format {@value #FORMAT}
 * @param payload the snapshot as a text, so that there is no doubt of which bytes were signed
 * @param algorithm {@value BundleKey#ALGORITHM}
 * @param keyId which key signed it
 * @param signature of the payload's UTF-8 bytes, in hexadecimal digits
 */
record Bundle(
        @Nullable String format,
        @Nullable String payload,
        @Nullable String algorithm,
        @Nullable String keyId,
        @Nullable String signature) {

    static final String FORMAT = "msda-tuner-bundle/1";
}
