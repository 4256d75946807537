package io.heliograph.cli.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How Maven is called: the one that the script found, on the JDK that runs us. */
public final class Maven {

  private Maven() {}

  /** A process to be started in the reactor's root. */
  public static ProcessBuilder command(Path home, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("heliograph.maven", "mvn"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // A build is over before the optimising compiler pays off.
    builder.environment().putIfAbsent("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return builder;
  }
}
