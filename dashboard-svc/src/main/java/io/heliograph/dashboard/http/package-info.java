/** The page and its addresses; who asks for plain text at the root gets the name of the service. */
@NullMarked
package io.heliograph.dashboard.http;

import org.jspecify.annotations.NullMarked;
