package io.heliograph.dispatcher.publish;

/**
 * Fired asynchronously when a publish request asks to pause the plugins (contract dispatcher.md
 * part 2, section 1.1 step 1), before anything else of the request is looked at.
 */
public record PauseRequested() {}
