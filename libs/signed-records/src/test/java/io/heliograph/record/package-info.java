/** Tests of signed records: the vectors of the contract, properties, and both parsers fuzzed. */
@NullMarked
package io.heliograph.record;

import org.jspecify.annotations.NullMarked;
