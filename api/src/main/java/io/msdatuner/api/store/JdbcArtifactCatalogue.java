package io.msdatuner.api.store;

import io.msdatuner.core.kernel.Kernel;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcArtifactCatalogue implements ArtifactCatalogue {
    private final JdbcClient jdbc;

    JdbcArtifactCatalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void register(BuiltArtifact artifact) {
        jdbc.sql("INSERT INTO artifacts (digest, kernel, backend, toolchain, size_bytes, command,"
                        + " content_sha256, created_at) VALUES (:digest, :kernel, :backend, :toolchain,"
                        + " :sizeBytes, :command, :sha256, :createdAt) ON CONFLICT (digest) DO UPDATE SET"
                        + " content_sha256 = excluded.content_sha256 WHERE artifacts.content_sha256 IS NULL AND"
                        + " excluded.content_sha256 IS NOT NULL")
                .param("digest", artifact.digest())
                .param("kernel", artifact.kernel().id())
                .param("backend", artifact.backend())
                .param("toolchain", StorableText.encode(artifact.toolchain()))
                .param("sizeBytes", artifact.sizeBytes())
                .param("command", artifact.command().map(StorableText::encode).orElse(null))
                .param("sha256", artifact.contentSha256().orElse(null))
                .param("createdAt", JdbcRecords.utc(artifact.createdAt()))
                .update();
    }

    @Override
    public Optional<BuiltArtifact> find(String digest) {
        return jdbc.sql("SELECT digest, kernel, backend, toolchain, size_bytes, command, content_sha256, created_at"
                        + " FROM artifacts WHERE digest = :digest")
                .param("digest", digest)
                .query((row, number) -> new BuiltArtifact(
                        row.getString("digest"),
                        Kernel.parse(row.getString("kernel")),
                        row.getString("backend"),
                        StorableText.decode(row.getString("toolchain")),
                        row.getLong("size_bytes"),
                        Optional.ofNullable(row.getString("command")).map(StorableText::decode),
                        Optional.ofNullable(row.getString("content_sha256")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public Set<String> named() {
        return Set.copyOf(jdbc.sql(NAMED).query(String.class).list());
    }
}
