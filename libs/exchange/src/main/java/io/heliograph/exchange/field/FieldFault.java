package io.heliograph.exchange.field;

/**
 * Why a field was refused.
 *
 * @param field its key as sent
 * @param rule the first rule that it broke
 * @param message one sentence that names field, rule and the value's beginning
 */
public record FieldFault(String field, Rule rule, String message) {
  /** IntelMQ's name of the error: its exceptions are what operators know. */
  public String error() {
    return switch (rule) {
      case KEY -> "InvalidKey";
      case EXISTS -> "KeyExists";
      case SANITISE, TYPE, LENGTH, REGEX, IREGEX -> "InvalidValue";
    };
  }
}
