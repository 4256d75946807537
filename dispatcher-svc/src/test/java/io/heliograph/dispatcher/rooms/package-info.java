/** The plan of the house: which package may know which (architecture section 3). */
@NullMarked
package io.heliograph.dispatcher.rooms;

import org.jspecify.annotations.NullMarked;
