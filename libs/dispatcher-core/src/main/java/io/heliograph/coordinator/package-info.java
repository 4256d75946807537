/**
 * The dispatcher's coordinator: which event each subscription gets next, and who may say so. Plain
 * Java: no framework, no client, no thread and no clock of its own.
 */
@NullMarked
package io.heliograph.coordinator;

import org.jspecify.annotations.NullMarked;
