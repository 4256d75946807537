package io.heliograph.injector.child;

import io.heliograph.event.PreparedEvent;
import io.heliograph.injector.insert.Insert;

/** Whether an event gets a child by an insert. */
public sealed interface InjectionDecision {
  /**
   * It does.
   *
   * @param event the child, ready for Kafka
   * @param level how many injections in a row made it
   * @param parts of the insert, as it was when the child was made
   */
  record Child(PreparedEvent event, int level, Insert.Parts parts) implements InjectionDecision {}

  /** It does not. */
  record Refused(Refusal refusal, String detail) implements InjectionDecision {}

  /** Why not. */
  enum Refusal {
    /** The step before had the same file: nothing new came. */
    NOT_INJECTABLE,
    /** The insert is among the steps that led to the event: it would go on for ever. */
    LOOP,
    /** So many injections in a row are enough. */
    TOO_DEEP,
    /** The child would break a rule of its model. */
    INVALID,
    /** The child would be removed at once, as its parent will be. */
    AGED_OFF,
    /** The child would be larger than an event may be. */
    TOO_LARGE,
    /** The children of this event take too much memory. */
    TOO_MANY,
    /** So many children by one root, over all levels, are enough. */
    ROOT_FULL,
    /** The topic of its source is not there. */
    NO_TOPIC,
    /** The event or the insert breaks what reads it: a fault of this program. */
    BROKEN,
    /** Kafka does not take the child. */
    UNWRITABLE;

    /** As metrics and answers have it. */
    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
