/**
 * What the tests of several modules share; nothing here is part of the product. Called from
 * outside: every public type.
 */
@NullMarked
package io.heliograph.testkit;

import org.jspecify.annotations.NullMarked;
