package io.msdatuner.api.artifact;

/** The path of an artifact at the service. */
public final class ArtifactLink {

    static final String PATH = "/api/v1/artifacts";

    private ArtifactLink() {}

    public static String of(String digest) {
        return PATH + "/" + digest;
    }
}
