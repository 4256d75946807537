package io.heliograph.cli;

import io.heliograph.cli.hub.HubException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says why a file that the user named cannot be read: its name once, and the reason. */
public final class UnreadableFile {

  private UnreadableFile() {}

  /** The exception to throw for it. */
  public static HubException of(String name, IOException failure) {
    return new HubException(
        switch (failure) {
          case NoSuchFileException none -> name + ": no such file or folder";
          case AccessDeniedException denied -> name + ": permission denied";
          default -> name + " cannot be read: " + failure.getMessage();
        },
        failure);
  }
}
