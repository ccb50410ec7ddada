package io.msdatuner.variants.build;

import io.msdatuner.core.run.Artifact;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.ShortageException;
import io.msdatuner.core.trial.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * Artifacts by the digest of all that made them. They appear whole or not at all, so a build that was killed leaves nothing
 * that could be taken for an artifact. A compiler that ended for want of time or memory is run once more, because what it
 * lacked other processes may have had; where there is no space, no variant is to blame. Safe for use by several threads and
 * processes.
 *
 * @param folder made when it is first needed
 * @param limit a compiler that takes longer is ended
 */
public record ArtifactCache(Path folder, Duration limit) {

    /** Names a compiler's command line. */
    @FunctionalInterface
    public interface CompileCommand {
        /** @param output the file that the command writes */
        List<String> writing(Path output) throws IOException, InterruptedException;
    }

    /** The artifact of this digest: found, or compiled by the command. */
    public BuildResult get(String digest, CompileCommand compiler) throws InterruptedException {
        var file = folder.resolve(digest + ".so");
        if (Files.isRegularFile(file)) {
            return new BuildResult.Built(new Artifact(digest, file, true));
        }
        try {
            return compile(digest, compiler, file);
        } catch (IOException e) {
            throw new ShortageException(
                    "cannot build into %s; is the disk full? %s".formatted(folder, e.getMessage()), e);
        }
    }

    private BuildResult compile(String digest, CompileCommand compiler, Path file)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var temporary = Files.createTempFile(folder, digest, ".tmp");
        try {
            var command = compiler.writing(temporary);
            var run = CommandRun.of(command, limit);
            if (CompilerTrouble.of(run) == CompilerTrouble.ENDED) {
                run = CommandRun.of(command, limit);
            }
            if (CompilerTrouble.of(run) == CompilerTrouble.NO_SPACE) {
                throw new IOException(run.output().strip());
            }
            if (run.exitCode() != 0) {
                return new BuildResult.Failed(failure(command, run));
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            return new BuildResult.Built(new Artifact(digest, file, false));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Outcome.BuildFailed failure(List<String> command, CommandRun run) {
        var log = run.exitCode() == CommandRun.TIMED_OUT
                ? "ended after " + limit.toSeconds() + " s\n" + run.output()
                : run.output();
        return new Outcome.BuildFailed(String.join(" ", command), log);
    }
}
