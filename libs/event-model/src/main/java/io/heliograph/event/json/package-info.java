/**
 * Event JSON as bytes: one strict pass that checks the shape, collects what keys, headers and rules
 * need, and notes what has to be cut or added (docs/protocol/event-model.md).
 */
@NullMarked
package io.heliograph.event.json;

import org.jspecify.annotations.NullMarked;
