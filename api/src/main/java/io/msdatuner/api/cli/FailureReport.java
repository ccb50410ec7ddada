package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.run.MissingToolchainException;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place that turns trouble into a line on standard error and an exit code. */
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final PrintStream err;

    FailureReport(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException trouble, String[] arguments) {
        err.println("error: " + oneLine(trouble));
        if (!UnmatchedArgumentException.printSuggestions(trouble, err)) {
            err.println("see ./" + trouble.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.BAD_INPUT;
    }

    @Override
    public int handleExecutionException(Exception trouble, CommandLine command, ParseResult parsed) {
        err.println("error: " + oneLine(trouble));
        if (wantsTrace(parsed)) {
            trouble.printStackTrace(err);
        }
        return exitCode(trouble);
    }

    private static boolean wantsTrace(ParseResult parsed) {
        var innermost = parsed;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
        }
        return innermost.hasMatchedOption("--verbose");
    }

    private static int exitCode(Exception trouble) {
        if (trouble instanceof CommandFailure failure) {
            return failure.exitCode();
        } else if (trouble instanceof ServiceProblem problem) {
            return problem.exitCode();
        } else if (trouble instanceof InvalidValueException) {
            return ExitCode.BAD_INPUT;
        }
        return trouble instanceof MissingToolchainException ? ExitCode.MISSING : ExitCode.TUNER_FAILED;
    }

    private static String oneLine(Exception trouble) {
        var message = trouble.getMessage();
        var text = message == null || message.isBlank() ? trouble.getClass().getSimpleName() : message;
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
