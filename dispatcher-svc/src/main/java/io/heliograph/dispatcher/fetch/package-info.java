/**
 * The HTTP side of pulling events: the query, the multipart answer, the two resources (contract
 * dispatcher.md part 2 section 1.2).
 */
@NullMarked
package io.heliograph.dispatcher.fetch;

import org.jspecify.annotations.NullMarked;
