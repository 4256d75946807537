/**
 * JSON written as bytes, without an object model. {@link io.heliograph.dispatcher.json.JsonBytes}
 * may be used by every feature that writes an answer.
 */
@NullMarked
package io.heliograph.dispatcher.json;

import org.jspecify.annotations.NullMarked;
