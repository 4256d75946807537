/** Tests of DAG-JSON and DAG-CBOR. */
@NullMarked
package io.heliograph.ipni.dag;

import org.jspecify.annotations.NullMarked;
