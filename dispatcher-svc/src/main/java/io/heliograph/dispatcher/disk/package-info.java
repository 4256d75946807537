/**
 * The free room of the disks that the hub writes to: watched, told, and decided upon (contract
 * dispatcher.md part 1 row 35).
 */
@NullMarked
package io.heliograph.dispatcher.disk;

import org.jspecify.annotations.NullMarked;
