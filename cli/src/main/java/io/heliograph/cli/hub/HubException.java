package io.heliograph.cli.hub;

/** Why a command cannot do what it was asked; the message is for the user, as it stands. */
public final class HubException extends RuntimeException {

  public HubException(String message) {
    super(message);
  }

  public HubException(String message, Throwable cause) {
    super(message, cause);
  }
}
