/**
 * The one error shape of the dispatcher's API and the one table of its errors. Features throw
 * {@link io.heliograph.dispatcher.error.HubException}; nothing else makes an error answer.
 */
@NullMarked
package io.heliograph.dispatcher.error;

import org.jspecify.annotations.NullMarked;
