package io.heliograph.cli;

import io.heliograph.cli.hub.EditDistance;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a command line that cannot be run: what is wrong first, then where help is. */
final class Usage {

  private static final int TYPING_ERRORS_MAX = 2;

  private Usage() {}

  static int explain(ParameterException wrong, String[] arguments) {
    CommandLine at = wrong.getCommandLine();
    PrintWriter err = at.getErr();
    if (wrong instanceof UnmatchedArgumentException unmatched
        && at.getParent() == null
        && !unmatched.isUnknownOption()) {
      Set<String> commands = at.getSubcommands().keySet();
      err.println(unknown("command", unmatched.getUnmatched().getFirst(), commands));
      err.println("commands: " + String.join(", ", commands));
    } else if (wrong instanceof UnmatchedArgumentException unmatched
        && unmatched.isUnknownOption()) {
      Set<String> options = at.getCommandSpec().optionsMap().keySet();
      err.println(unknown("option", unmatched.getUnmatched().getFirst(), options));
      err.println("help: ./heliograph help" + name(at));
    } else {
      err.println(wrong.getMessage());
      err.println("help: ./heliograph help" + name(at));
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static String unknown(String kind, String word, Set<String> known) {
    return "unknown "
        + kind
        + " '"
        + word
        + "'"
        + nearest(word, List.copyOf(known)).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private static Optional<String> nearest(String word, List<String> known) {
    return known.stream()
        .filter(one -> EditDistance.between(one, word) <= TYPING_ERRORS_MAX)
        .min(Comparator.comparingInt(one -> EditDistance.between(one, word)));
  }

  private static String name(CommandLine at) {
    if (at.getParent() == null) {
      return "";
    }
    return name(at.getParent()) + " " + at.getCommandName();
  }
}
