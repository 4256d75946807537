/**
 * The running hub: which parts it has, how they are started, recorded, watched and stopped. Called
 * by the commands.
 */
@NullMarked
package io.heliograph.cli.hub;

import org.jspecify.annotations.NullMarked;
