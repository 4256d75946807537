package io.heliograph.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets no child outlive this JVM, even when it is killed by SIGKILL and runs no hook: a small shell
 * process reads the living children's ids from a pipe, and when the pipe ends (whatever ended us)
 * kills them and removes the temporary folders.
 *
 * <p>Line protocol: {@code +PID}, {@code -PID}, {@code dFOLDER}. One per JVM; thread-safe.
 */
final class Reaper {

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      living=' '
      while IFS= read -r line; do
        rest=${line#?}
        case $line in
          +*) living="$living$rest " ;;
          -*) case $living in *" $rest "*) living="${living%%" $rest "*} ${living#*" $rest "}" ;; esac ;;
          d*) set -- "$@" "$rest" ;;
        esac
      done
      for pid in $living; do kill -9 "$pid" 2>/dev/null; done
      for folder do rm -rf -- "$folder"; done
      """;

  private static @Nullable Reaper instance;

  private final Writer orders;

  private Reaper(Writer orders) {
    this.orders = orders;
  }

  static synchronized Reaper get() {
    Reaper current = instance;
    if (current == null) {
      current = start();
      instance = current;
    }
    return current;
  }

  private static Reaper start() {
    try {
      Process shell =
          new ProcessBuilder(List.of("/bin/sh", "-c", SCRIPT, "heliograph-reaper"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new Reaper(shell.outputWriter(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new LocalStackException("cannot start /bin/sh", failure);
    }
  }

  void watch(long pid) {
    order("+" + pid);
  }

  void forget(long pid) {
    order("-" + pid);
  }

  void removeAtTheEnd(Path folder) {
    order("d" + folder.toAbsolutePath());
  }

  private synchronized void order(String line) {
    try {
      orders.write(line + "\n");
      orders.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException("the reaper is gone", failure);
    }
  }
}
