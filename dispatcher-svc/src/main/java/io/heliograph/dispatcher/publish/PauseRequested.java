package io.heliograph.dispatcher.publish;

/**
 * Fired asynchronously when a publish request that asks to pause the plugins was accepted (contract
 * dispatcher.md part 1 row 20).
 */
public record PauseRequested() {}
