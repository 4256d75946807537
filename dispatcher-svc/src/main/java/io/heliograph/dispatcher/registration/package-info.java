/**
 * Which consumers fetched in the last day, kept in Redis for simulations and scalers. {@code fetch}
 * tells of every fetch; losing Redis loses only this (architecture section 2).
 */
@NullMarked
package io.heliograph.dispatcher.registration;

import org.jspecify.annotations.NullMarked;
