package io.msdatuner.api.store;

import io.msdatuner.core.kernel.Kernel;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcArtifactCatalogue implements ArtifactCatalogue {
    private final JdbcClient jdbc;

    JdbcArtifactCatalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void register(BuiltArtifact artifact) {
        jdbc.sql("INSERT INTO artifacts (digest, kernel, backend, toolchain, size_bytes, command, created_at)"
                        + " VALUES (:digest, :kernel, :backend, :toolchain, :sizeBytes, :command, :createdAt)"
                        + " ON CONFLICT (digest) DO NOTHING")
                .param("digest", artifact.digest())
                .param("kernel", artifact.kernel().id())
                .param("backend", artifact.backend())
                .param("toolchain", StorableText.encode(artifact.toolchain()))
                .param("sizeBytes", artifact.sizeBytes())
                .param("command", artifact.command().map(StorableText::encode).orElse(null))
                .param("createdAt", JdbcRecords.utc(artifact.createdAt()))
                .update();
    }

    @Override
    public Optional<BuiltArtifact> find(String digest) {
        return jdbc.sql("SELECT digest, kernel, backend, toolchain, size_bytes, command, created_at FROM artifacts"
                        + " WHERE digest = :digest")
                .param("digest", digest)
                .query((row, number) -> new BuiltArtifact(
                        row.getString("digest"),
                        Kernel.parse(row.getString("kernel")),
                        row.getString("backend"),
                        StorableText.decode(row.getString("toolchain")),
                        row.getLong("size_bytes"),
                        Optional.ofNullable(row.getString("command")).map(StorableText::decode),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
